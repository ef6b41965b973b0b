import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readScript } from '../../behavior/shell/read-script.ts';
import { checkCommand } from './check-command.ts';
import { unsignedRepository, unsignedSource } from './unverified.ts';

/** Rules that a script of a build step breaks, without their kind. */
function broken(script: string): string[] {
  const { commands } = readScript(script, { place: { field: 'history[0]', decoded: [] }, line: 1 });
  const complaints = commands.flatMap((command) => checkCommand({ ...command, reach: 'build-only', when: 'build' }));
  return [...new Set(complaints.map(({ rule }) => rule.id.split('/')[1] ?? ''))].sort();
}

const CASES: Readonly<Record<string, readonly string[]>> = {
  'unverified-packages': [
    '/usr/bin/apt-get --allow-unauthenticated --no-install-recommends install x',
    'DEBIAN_FRONTEND=noninteractive apt-get -y --no-install-recommends -o APT::Get::AllowUnauthenticated=true install x',
    'apt-get -o Acquire::AllowInsecureRepositories=1 update',
    'dnf --nogpgcheck -y install x',
    'yum install -y --setopt=gpgcheck=0 x',
    'microdnf install x --setopt=*.gpgcheck=false',
    'rpm -ivh --nosignature x.rpm',
    "cat > /etc/apt/sources.list.d/x.list <<'E'\ndeb [trusted=yes] http://deb.example/ ./\nE",
    "printf 'deb [allow-insecure=yes] http://deb.example/ ./' | tee /etc/apt/sources.list.d/x.list",
    'env A=b apk add --allow-untrusted /x.apk',
  ],
  'unverified-download': [
    'curl -sk https://host.example/x',
    'curl --insecure -o x https://host.example/x',
    '/usr/bin/wget --no-check-certificate https://host.example/x',
    'git -c http.sslVerify=false clone https://host.example/x',
    'git config --system http.https://host.example.sslVerify false',
    'yarn config set strict-ssl false',
    'npm install --strict-ssl=false',
    'npm --no-strict-ssl ci',
    'pip config set global.trusted-host pypi.example',
    'export PYTHONHTTPSVERIFY=0',
    'NODE_TLS_REJECT_UNAUTHORIZED="0" npm ci',
  ],
  'system-upgrade': [
    'apt-get update; apt-get -yq upgrade',
    'apk -U upgrade',
    'apk upgrade --no-cache',
    'yum -y update',
    'zypper dup -y',
  ],
  'open-permissions-in-build': [
    'chmod 777 /app',
    'chmod -R 0777 /app /tmp',
    'chmod a+w /etc/x',
    'chmod o+rw /etc/x',
    'chmod +rwx /x',
  ],
  'password-set-in-build': [
    'echo "root:hunter2" | chpasswd',
    'chpasswd <<< app:hunter2',
    'passwd -d root',
    'useradd -p "" x',
    'usermod -p abc root',
  ],
  'recommended-packages': ['apt-get install curl', 'apt install -y curl'],
};

for (const [rule, scripts] of Object.entries(CASES)) {
  test(`${rule} in its variants`, () => {
    for (const script of scripts) assert.deepEqual(broken(script), [rule], script);
  });
}

test('commands that only look like it', () => {
  for (const script of [
    'apt-get update && apt-get install -y --no-install-recommends curl=7.88',
    'apt-get -o APT::Install-Recommends=false install -y curl',
    'apt-get install ./x.deb',
    'apt-get -o Acquire::Check-Valid-Until=false update',
    'curl -fsSL --key x https://host.example/k',
    'curl -k https://127.0.0.1:8443/ready',
    'curl -fsSL -o /x https://host.example/k',
    'wget -qk https://host.example/',
    'apk upgrade openssl',
    'dnf upgrade -y openssl',
    'chmod 1777 /var/tmp/x; chmod 755 /x; chmod u+w /x; chmod g+w /x; chmod 3777 /run/x; chmod a+x /x; chmod a-w /x',
    'd="$(mktemp -d)"; chmod 777 "$d"',
    'echo "root:$(openssl rand -hex 8)" | chpasswd',
    'passwd -l root; usermod -p "!" x; useradd -p "*" x; useradd -m x',
    "echo 'deb [signed-by=/k.gpg] https://deb.example/ x main' > /etc/apt/sources.list.d/x.list",
    "echo 'deb [trusted=yes] file:/repo ./' > /etc/apt/sources.list.d/x.list",
    'git config --global http.sslVerify true',
    'npm config get strict-ssl',
    'rpm -q --nosignature x; rpm --import k.asc',
    'grep sudo /etc/group; which sudo',
  ]) {
    assert.deepEqual(broken(script), [], script);
  }
});

test('sources and repositories without signatures', () => {
  assert.ok(unsignedSource('# x\ndeb-src [ trusted=yes arch=amd64 ] https://deb.example/ x main'));
  assert.ok(unsignedSource('Acquire::AllowInsecureRepositories "1";'));
  assert.equal(
    unsignedSource('#deb [trusted=yes] http://deb.example/\n// APT::Get::AllowUnauthenticated "true";'),
    undefined,
  );
  assert.equal(unsignedRepository('[a]\nenabled = 1\ngpgcheck = no\n'), '[a] gpgcheck=0');
  assert.equal(unsignedRepository('[a]\ngpgcheck=0\nenabled=0\n[b]\ngpgcheck=1\n'), undefined);
});

test('scripts and files made to take long do not', () => {
  const started = performance.now();
  broken(`curl ${'-k'.repeat(50_000)} ${'--x='.repeat(20_000)}`);
  broken(`${'sudo -u x '.repeat(5_000)}apt-get install`);
  broken(`chmod ${'u'.repeat(100_000)} x`);
  unsignedSource(`deb [${'trusted '.repeat(50_000)}`.repeat(3));
  unsignedSource(`${'deb [trusted=yes'.repeat(1)}${' '.repeat(100_000)}x\n`.repeat(50));
  unsignedRepository('[a]\n'.repeat(100_000));
  assert.ok(performance.now() - started < 5_000);
});
