import { addressKind } from './address.ts';
import { around, excerptAt, places, type Recognition } from './recognition.ts';

/** Everything in the environment, or files where credentials live. */
const WHOLE_ENVIRONMENT =
  /\bJSON\.stringify\(\s{0,8}(?:\{\s{0,8}(?:\w{1,30}\s{0,4}:\s{0,4})?(?:\.{3})?)?process\.env\s{0,8}[,})]|\b(?:env|environment|data|e)\s{0,4}:\s{0,4}process\.env\s{0,8}[,}\n]|\bObject\.(?:entries|assign)\((?:\{\}\s{0,4},\s{0,4})?process\.env\)|=\s{0,4}\{\s{0,4}\.{3}process\.env\b|\b(?:dict|str|repr|json\.dumps|dumps|urlencode)\(\s{0,8}(?:dict\()?(?:os\.)?environ\b|\b(?:data|json|params|files)\s{0,4}=\s{0,4}(?:dict\()?os\.environ\b|\bos\.environ\.(?:items|copy)\(\)|\bENV\.to_h\b|\bjson_encode\(\s{0,4}\$_(?:ENV|SERVER)\s{0,4}\)|\bos\.Environ\(\)/g;
const CREDENTIAL_FILES =
  /\.npmrc\b|\.aws\/credentials\b|["'/]\.aws["']\s{0,4},|\.ssh\/id_(?:rsa|ed25519|ecdsa|dsa)\b|\bid_(?:rsa|ed25519)["']|\.docker\/config\.json\b|\.kube\/config\b|\.git-credentials\b|\.netrc\b|\.pypirc\b|\.config\/gcloud\/|serviceaccount\/token\b|\/etc\/shadow\b|\.ethereum\/keystore|\.bitcoin\/wallet/g;
const READS =
  /\breadFile(?:Sync)?\(|\bopen\(|\.read_text\(|\bfile_get_contents\(|\bFile\.read\b|\bio\.open\(|\breadFileSync\b|\bReadFile\(|<\s{0,4}\$?\w{1,20}\s{0,4}>/;
/** Sends a body, or puts what it knows into an address. */
const SENDS =
  /\bmethod["']?\s{0,4}[:=]\s{0,4}["'](?:POST|PUT)["']|\b(?:axios|requests|httpx|got|superagent|session|http|client)\.(?:post|put)\(|\burlopen\([^\n]{0,200}\bdata\s{0,4}=|\burlopen\(\s{0,4}["'][^"'\n]{4,200}[?=/]["']\s{0,4}[+%]|\brequests\.get\([^\n]{0,200}\bparams\s{0,4}=|\bRequest\([^\n]{0,200}\bdata\s{0,4}=|\bcurl_setopt\([^\n]{0,80}CURLOPT_POSTFIELDS|\bNet::HTTP\.post|\.request\(\s{0,4}["']POST["']|\bsendall?\(|\bhttp\.Post(?:Form)?\(|\bhttps?["']?\)?\.(?:get|request)\(\s{0,4}["'`]https?:[^\n]{0,200}(?:\$\{|["'`]\s{0,4}\+)|\bdns\.(?:lookup|resolve\w{0,4})\(\s{0,4}(?:`[^`\n]{0,80}\$\{|\w{1,30}\s{0,4}\+)|\bsendMessage\?chat_id/;
const HOST =
  /\bhttps?:\/\/(?:[^\s/@'"`]{0,80}@)?([A-Za-z0-9][A-Za-z0-9.-]{1,200})|\b(?:hostname|host)["']?\s{0,4}[:=]\s{0,4}["'`]([^"'`\s]{3,200})["'`]|\.connect\(\s{0,4}\(\s{0,4}["']([^"'\s]{3,200})["']|\bHTTPS?Connection\(\s{0,4}["']([^"'\s]{3,200})["']|["'`]((?:\d{1,3}\.){3}\d{1,3})["'`]/g;
const NEAR = { before: 1_500, after: 1_500 };

/** Code that reads secrets and sends them to a host that it names. */
export function recognizeStolenSecrets(text: string): Recognition[] {
  const found: Recognition[] = [];
  for (const [pattern, what] of [
    [WHOLE_ENVIRONMENT, 'the whole environment'],
    [CREDENTIAL_FILES, 'files with credentials'],
  ] as const) {
    for (const match of places(text, pattern, 24)) {
      const near = around(text, match.index, NEAR);
      if (!SENDS.test(near) || (pattern === CREDENTIAL_FILES && !READS.test(near))) continue;
      const host = foreignHost(near);
      if (host === undefined) continue;
      found.push({
        rule: 'malware/environment-sent-away',
        weight: 'strong',
        family: 'credential',
        at: match.index,
        excerpt: excerptAt(text, match.index),
        does: `reads ${what} and sends it to ${host}`,
      });
      break;
    }
  }
  return found;
}

/** Hosts of documentation, of schemas, and of the services whose own credentials are read. */
const HONEST =
  /(?:^|\.)(?:w3\.org|schema\.org|json-schema\.org|githubusercontent\.com|github\.com|github\.io|npmjs\.(?:com|org)|pypi\.org|pythonhosted\.org|python\.org|nodejs\.org|mozilla\.org|amazonaws\.com|amazon\.com|googleapis\.com|google\.com|azure\.com|microsoft\.com|docker\.(?:com|io)|gitlab\.com|bitbucket\.org|apache\.org|ietf\.org|stackoverflow\.com|readthedocs\.(?:io|org)|wikipedia\.org|kubernetes\.io|sentry\.io|example\.(?:com|org|net))$/i;

function foreignHost(near: string): string | undefined {
  for (const match of places(near, HOST, 12)) {
    const host = match.slice(1).find((group) => group !== undefined);
    if (host !== undefined && addressKind(host) === 'remote' && !HONEST.test(host)) return host;
  }
  return undefined;
}
