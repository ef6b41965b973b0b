// node scripts/make-example.mjs [FILE]: writes the example image, byte for byte the same every time.
// It looks like a small Alpine image with a web service in it. Nothing in it does anything. Versions are ones that were
// released, so that reports have something to say.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, database, filesOf, image, json, links, program } from './example/image.mjs';
import { projectRoot } from './project.mjs';

const output = process.argv[2] ?? join(projectRoot, 'examples', 'harbor-log.tar');

const added = [
  {
    name: 'libcrypto3',
    version: '3.5.0-r0',
    origin: 'openssl',
    license: 'Apache-2.0',
    files: { 'usr/lib/libcrypto.so.3': program('a cryptographic library') },
  },
  { name: 'nodejs', version: '22.16.0-r2', license: 'MIT', files: { 'usr/bin/node': program('a JavaScript runtime') } },
  {
    name: 'python3',
    version: '3.12.11-r0',
    license: 'PSF-2.0',
    files: {
      'usr/bin/python3': { link: 'python3.12' },
      'usr/bin/python3.12': program('a Python interpreter'),
      'usr/lib/python3.12/os.py': '"""Part of an example."""\n',
    },
  },
];

const layers = [
  {
    createdBy: 'ADD harbor-base-x86_64.tar.gz / # buildkit',
    files: {
      ...filesOf(base),
      ...links,
      'etc/apk/repositories': 'https://apk.example/v3.22/main\n',
      'etc/group': 'root:x:0:root\nnobody:x:65534:\n',
      'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
      'lib/apk/db/installed': database(base),
    },
  },
  {
    createdBy: 'RUN /bin/sh -c apk add nodejs python3 # buildkit',
    files: {
      ...filesOf(added),
      'lib/apk/db/installed': database([...base, ...added]),
      'var/cache/apk/index.txt': 'left behind\n',
    },
  },
  {
    createdBy: 'RUN /bin/sh -c pip install requests==2.31.0 # buildkit',
    files: distribution('usr/lib/python3.12/site-packages', {
      name: 'requests',
      version: '2.31.0',
      license: 'Apache-2.0',
    }),
  },
  {
    createdBy: 'COPY . /srv/app # buildkit',
    files: {
      'srv/app/package.json': json({
        name: 'harbor-log',
        version: '1.4.0',
        license: 'Apache-2.0',
        dependencies: { minimist: '1.2.5', ms: '2.1.3' },
      }),
      'srv/app/server.js': "'use strict'; // part of an example\n",
      ...nodePackage('srv/app/node_modules', { name: 'minimist', version: '1.2.5', license: 'MIT' }),
      ...nodePackage('srv/app/node_modules', { name: 'ms', version: '2.1.3', license: 'MIT' }),
      'srv/app/report.jar': 'PK\x03\x04 this archive was cut off',
    },
  },
  {
    createdBy: 'RUN /bin/sh -c sh /tmp/setup.sh && rm /etc/shells # buildkit',
    files: {
      'etc/.wh.shells': '',
      'etc/motd': 'Welcome to the harbor log.\n',
      'usr/bin/ssl_client': program('a TLS client, changed after it was installed'),
      'usr/local/bin/start.sh': { mode: 0o755, body: '#!/bin/sh\n# Part of an example.\nexec "$@"\n' },
    },
  },
];

const empty = [
  { position: 1, createdBy: 'CMD ["/bin/sh"]' },
  { position: 4, createdBy: 'ENV NODE_ENV=production' },
  { position: 5, createdBy: 'ENTRYPOINT ["/usr/local/bin/start.sh"]' },
  { position: 5, createdBy: 'CMD ["node" "/srv/app/server.js"]' },
];

const config = {
  Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'NODE_ENV=production'],
  Entrypoint: ['/usr/local/bin/start.sh'],
  Cmd: ['node', '/srv/app/server.js'],
  WorkingDir: '/srv/app',
  ExposedPorts: { '8080/tcp': {} },
};

writeFileSync(output, image({ name: 'tidewaiter.example/harbor-log:1.4.0', config, layers, empty }));

function nodePackage(folder, { name, version, license }) {
  return {
    [`${folder}/${name}/package.json`]: json({ name, version, license, main: 'index.js' }),
    [`${folder}/${name}/index.js`]: `'use strict'; // stands for ${name}\n`,
  };
}

/** A wheel as pip leaves it: metadata, and RECORD with the hash of every file. */
function distribution(folder, { name, version, license }) {
  const about = `${name}-${version}.dist-info`;
  const files = {
    [`${name}/__init__.py`]: `"""Stands for ${name}."""\n`,
    [`${about}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nLicense: ${license}\n`,
    [`${about}/INSTALLER`]: 'pip\n',
  };
  const rows = Object.entries(files).map(([path, body]) => {
    const hash = createHash('sha256').update(body).digest('base64url');
    return `${path},sha256=${hash},${body.length}\n`;
  });
  const all = { ...files, [`${about}/RECORD`]: `${rows.join('')}${about}/RECORD,,\n` };
  return Object.fromEntries(Object.entries(all).map(([path, body]) => [`${folder}/${path}`, body]));
}
