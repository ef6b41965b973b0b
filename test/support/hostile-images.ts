import { gzipSync } from 'node:zlib';
import { type BuiltImage, buildImage, type LayerSpec } from './build-image.ts';
import { stringsElf } from './detector-case.ts';

/** An inert shell text that an image of the campaign would run, and what its story must name. */
export interface Payload {
  readonly name: string;
  readonly script: string;
  readonly technique: RegExp;
  /** Files that it comes with. */
  readonly files?: LayerSpec;
}

/** What stands in every image below: a shell and the tools that the payloads name, none of which does anything. */
const BASE: LayerSpec = {
  'etc/os-release': 'ID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
  'bin/busybox': { body: stringsElf(['inert']), mode: 0o755 },
  ...Object.fromEntries(
    ['sh', 'bash', 'cat', 'echo', 'chmod', 'mkdir'].map((name) => [`bin/${name}`, { link: 'busybox' }]),
  ),
  ...Object.fromEntries(
    ['wget', 'base64', 'crontab', 'nc', 'xxd', 'env'].map((name) => [`usr/bin/${name}`, { link: '../../bin/busybox' }]),
  ),
  ...Object.fromEntries(
    ['curl', 'python', 'python3'].map((name) => [`usr/bin/${name}`, { body: stringsElf([name]), mode: 0o755 }]),
  ),
};

/** The ways in which a payload was brought to run. */
export const variants: Readonly<Record<string, (payload: Payload) => BuiltImage>> = {
  'shell form': ({ script, files }) => image({ Cmd: ['/bin/sh', '-c', script] }, files),
  'exec form of an entrypoint': ({ script, files }) => image({ Entrypoint: ['/bin/bash', '-c'], Cmd: [script] }, files),
  'a script that the entrypoint names': ({ script, files }) =>
    image(
      { Entrypoint: ['/docker-entrypoint.sh'], Cmd: ['mysqld'] },
      {
        ...files,
        'docker-entrypoint.sh': { body: `#!/bin/sh\nset -e\n${script}\nexec "$@"\n`, mode: 0o755 },
      },
    ),
  'the text in an environment variable': ({ script, files }) =>
    image({ Env: ['PATH=/usr/bin:/bin', `BOOT=${script}`], Cmd: ['/bin/sh', '-c', 'eval "$BOOT"'] }, files),
  'decoded at run time': ({ script, files }) =>
    image({ Cmd: ['sh', '-c', `echo ${Buffer.from(script).toString('base64')} | base64 -d | sh`] }, files),
  'decoded twice': ({ script, files }) =>
    image(
      { Cmd: ['/bin/sh', '-c', `echo '${gzipSync(script).toString('base64')}' | base64 -d | gunzip | bash`] },
      files,
    ),
  'split into variables': ({ script, files }) => image({ Cmd: ['/bin/sh', '-c', `${splitUp(script)}`] }, files),
  'a script under the name of a picture': ({ script, files }) =>
    image({ Cmd: ['sh', '/opt/logo3.jpg'] }, { ...files, 'opt/logo3.jpg': `${script}\n` }),
  'a shell that the image lacks': ({ script, files }) =>
    buildImage({
      layers: [{ 'app/server': { body: stringsElf(['inert']), mode: 0o755 }, ...files }],
      config: { Cmd: ['/bin/sh', '-c', script] },
    }),
  'a Python program that decodes it': ({ script, files }) =>
    image(
      { WorkingDir: '/app', Cmd: ['python3', 'main.py'] },
      {
        ...files,
        'app/main.py': `import base64\nfrom subprocess import Popen\ncode = base64.b64decode("${Buffer.from(script).toString('base64')}")\nPopen(["/bin/bash", "-c", code.decode()])\n`,
      },
    ),
  'behind the end of the script that decodes it': ({ script, files }) =>
    image(
      { Entrypoint: ['/run.sh'] },
      {
        ...files,
        'run.sh': {
          body: `#!/bin/bash\nsed '1,/^__DATA__$/d' "$0" | base64 -d | bash\nexit 0\n__DATA__\n${Buffer.from(script).toString('base64')}\n`,
          mode: 0o755,
        },
      },
    ),
  'hidden in a lower layer': ({ script, files }) =>
    buildImage({
      layers: [
        BASE,
        { ...files, 'opt/setup.sh': { body: `#!/bin/sh\n${script}\n`, mode: 0o755 } },
        { remove: ['opt/setup.sh', ...Object.keys(files ?? {})] },
      ],
      config: { Cmd: ['/bin/sh'] },
    }),
};

export function image(config: object, files: LayerSpec = {}, platform?: string): BuiltImage {
  return buildImage({ layers: [BASE, files], config, ...(platform ? { platform } : {}) });
}

const SPLIT = /\b(?:curl|wget|bash|python|crontab|authorized_keys|xmrig|minerd)\b/g;

/** The words that give it away become two variables each, put together where they stand. */
function splitUp(script: string): string {
  const halves = (word: string): [string, string] => [word.slice(0, 3), word.slice(3)];
  const settings = [...new Set(script.match(SPLIT) ?? [])].map((word) => {
    const [first, second] = halves(word);
    return `A_${word}=${first}; B_${word}=${second};`;
  });
  const split = script.replace(SPLIT, (word) => `\${A_${word}}\${B_${word}}`);
  return `${settings.join(' ')} ${split}`;
}
