/**
 * Blocks of four characters that come up most in source code and prose, in lower case, newlines as `*` and `_` as it is:
 * measured over 200 MB of Debian's Python, documentation and headers, and of npm packages. Keywords are looked for by blocks that
 * are not among them.
 */
export const COMMON_BLOCKS: ReadonlySet<string> = new Set(
  (
    '*   tion the(   the type,*   con;*  nameconsonst?d  **  {*  :*  ion    "turn {* nst retueturatio to ' +
    "   *ctioing    hptio of !   '   thisionsstri.*   for if  ret typurn   re2      rport   i*)))all ring" +
    'for   * valu",* ment thifine stralue is callefin and   /   }defi  //trinand )*  /?`    s0    in    t' +
    '* * ": "   dicenfilefunc   csionstatf th */*intecont", "lassclashis ablepara);* ine opti b.0eratself' +
    'erro not int  iflice sys res) {*aram  }*withnter, coscalcommrrorformpkg code}*   or from wit*pkgncti' +
    'e":  use // of tjectscri  de {*)unctysca proodulcripcompsysce*  censrequduledataame riptbjecelf./// ' +
    'atoright*  /)*)) nam com *  ort modu  coense valn th * `#defrati*#de claourcoperll (conf$   kg s#   ' +
    'g syobje seldeschat  :=  staescr},* ormastruent {*))theriterype e coresuructsultesultruetrucnot  def' +
    'are ate listhttp des   ated late tha be sizeonfi ///ersiiblenodevers  tyimpotatinfigurcerom ion:ipti' +
    'inst"   %   ecti8   uint par }* spanspec   ethattest },*info  },e thrato truresssignith >*  righunde' +
    'eques thbool ide), c/****  }ientype:copyif (sourin tenti opt  - ame:int*me: time   - modfaulrsio_typ' +
    'pe: mpleint defaemen   l froexpoargs)   aulte    getrmat: sttinganget*  dealumenter    phe svoidt*pk' +
    '   fopyrons  any*/* tera funservmporreadtate": {prese = s*  nt*pllvmdef   sedict imp fil-intatchlock' +
    'al-iideabsd-l-inmberpatheal-perass="e inxporsiblass=ode l   /*  r th cop&   localinee reefauile trib' +
    ')}*): {*dateype"mand reqenam}**  a.0ed tcessttps*// ointommaed b,*))aderrespibutdingansi  /*)// text' +
    '%(   licnumbt = tempinedribuatednstable mmanuest** *;** .getenerctor errworkhe lublipe":  th***    {' +
    'arras    booents   m}*))eadeonse }**s://nse .com unds = 4   reatespo  st yoused exprvicecludsponsing' +
    '.0b.)if e oft   icatnuller tblobumbeinclques voined r*  cliecan liennt64stanlect ==  allplatbasee fo' +
    ' as ,   d inalidheadpublxintaddryrighe cnsib  "cse o"*   ins set*#  ponsauxiuxincreaion.cept ansnclu' +
    'writ objndefcati*))vreseheck opechecbloc!  h cant th+   grouxcepase stor_conequiloadssioternoid ),* ' +
    '  {*ramerectontehis. areksumd toquireate chacharallouiree:*  pubitio by free an tps:n   mpla != chan' +
    'wareint6, tyemplsoftifie   nh   penaexceence%a.0 ** roupnt32poinextepeciusere: " bloblic datindecgo)' +
    '):* oftwe is dis  "fto t veris sgo),eter'
  ).match(/.{4}/g),
);
