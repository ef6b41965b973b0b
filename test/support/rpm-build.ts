import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** For `test(name, { skip }, …)`: the reason to print, or false. */
export const withoutRpm = ['rpm', 'rpmbuild'].every((tool) => spawnSync(tool, ['--version']).status === 0)
  ? false
  : 'needs rpm and rpmbuild (Debian: apt-get install rpm)';

/** For `test(name, { skip }, …)`: Berkeley DB can be written where Perl has its binding. */
export const withoutBerkeleyWriter =
  withoutRpm || (spawnSync('perl', ['-MDB_File', '-e1']).status === 0 ? false : 'needs Perl with DB_File');

/** Two source packages of three packages: epoch, other versions, configuration, links, odd names and modes. */
const SPECS = {
  alpha: `
Name: alpha
Epoch: 2
Version: 1.2~rc1
Release: 3.el9
Summary: First
License: MIT and (GPLv2+ or BSD)
Vendor: Example, Inc.
Packager: Nobody <nobody@example.org>
URL: https://example.org/alpha
BuildArch: noarch
ModularityLabel: alpha:stable:8060020220101:abcdef12
%description
First.
%package libs
Summary: Libraries
Epoch: 0
Version: 9
%description libs
Libraries.
%install
mkdir -p %{buildroot}/etc/alpha %{buildroot}/usr/bin %{buildroot}/usr/lib/alpha %{buildroot}/usr/share/doc/alpha %{buildroot}/var/log
echo setting > %{buildroot}/etc/alpha/alpha.conf
printf 'program' > %{buildroot}/usr/bin/alpha
ln %{buildroot}/usr/bin/alpha %{buildroot}/usr/bin/alpha-hardlink
ln -s alpha %{buildroot}/usr/bin/alpha-link
echo odd > '%{buildroot}/usr/lib/alpha/größe 数.txt'
touch %{buildroot}/usr/lib/alpha/empty
echo read > %{buildroot}/usr/share/doc/alpha/README
touch %{buildroot}/var/log/alpha.log
%files
%dir /etc/alpha
%config(noreplace) /etc/alpha/alpha.conf
%attr(4755, root, root) /usr/bin/alpha
/usr/bin/alpha-hardlink
/usr/bin/alpha-link
%doc /usr/share/doc/alpha/README
%ghost /var/log/alpha.log
%files libs
%verify(not md5 size mtime) /usr/lib/alpha/empty
"/usr/lib/alpha/größe 数.txt"
`,
  beta: `
Name: beta
Version: 2023.10
Release: 1
Summary: Second
License: Apache-2.0
BuildArch: noarch
%description
Second.
%install
mkdir -p %{buildroot}/opt/beta
for i in $(seq 300); do echo $i > %{buildroot}/opt/beta/file-$i; done
%files
/opt/beta
`,
};

/** Builds the packages below a folder. @returns paths of the package files. */
export function buildRpms(folder: string): string[] {
  const specs = Object.entries(SPECS).map(([name, text]) => {
    const path = join(folder, `${name}.spec`);
    writeFileSync(path, text);
    return path;
  });
  const output = join(folder, 'rpms');
  const defines = [
    `_topdir ${folder}/build`,
    `_rpmdir ${output}`,
    '_build_id_links none',
    'debug_package %{nil}',
    '_buildhost localhost',
  ];
  const flags = [...defines, '_binary_filedigest_algorithm 8', '_build_name_fmt %%{NAME}.rpm'];
  run('rpmbuild', ['-bb', '--nodeps', ...flags.flatMap((define) => ['--define', define]), ...specs]);
  return ['alpha', 'alpha-libs', 'beta'].map((name) => join(output, `${name}.rpm`));
}

/** Writes a SQLite database that says the packages are installed. Needs no rights, touches nothing else. */
export function installInDatabase(databaseFolder: string, packages: readonly string[]): void {
  mkdirSync(databaseFolder, { recursive: true });
  run('rpm', ['--dbpath', databaseFolder, '--initdb']);
  if (packages.length === 0) return;
  run('rpm', ['--dbpath', databaseFolder, '-i', '--justdb', '--nodeps', '--noscripts', '--nosignature', ...packages]);
}

/** What rpm itself says of a database. */
export function queryRpm(query: { databaseFolder: string; backend: 'sqlite' | 'bdb_ro'; flags: string[] }): string[] {
  const { databaseFolder, backend, flags } = query;
  const output = run('rpm', ['--dbpath', databaseFolder, '--define', `_db_backend ${backend}`, ...flags]);
  return output.split('\n').filter((line) => line !== '');
}

/** Writes headers as a Berkeley DB, as old rpm did: record 0 counts, the others are numbered. */
export function writeBerkeley(
  path: string,
  options: { kind: 'hash' | 'btree'; pageSize: number; bigEndian?: boolean; headers: readonly Uint8Array[] },
): void {
  const { kind, pageSize, bigEndian, headers } = options;
  const script = `
    use DB_File; use Fcntl; my ($path, $kind, $size, $order) = @ARGV; binmode STDIN; local $/; my $all = <STDIN>;
    my $info = $kind eq 'hash' ? DB_File::HASHINFO->new : DB_File::BTREEINFO->new;
    $info->{$kind eq 'hash' ? 'bsize' : 'psize'} = $size; $info->{lorder} = $order;
    tie(my %db, 'DB_File', $path, O_RDWR|O_CREAT, 0644, $info) or die $!;
    my $pack = $order == 4321 ? 'N' : 'V'; my $number = 0;
    while (length $all) { my $length = unpack 'N', $all; $db{pack $pack, ++$number} = substr $all, 4, $length; substr($all, 0, 4 + $length) = ''; }
    $db{pack $pack, 0} = pack $pack, $number; untie %db;`;
  const input = Buffer.concat(
    headers.flatMap((header) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(header.length);
      return [length, header];
    }),
  );
  const flags = ['-e', script, path, kind, String(pageSize), bigEndian ? '4321' : '1234'];
  execFileSync('perl', flags, { input });
}

function run(command: string, flags: string[]): string {
  const environment = { ...process.env, LC_ALL: 'C.UTF-8', SOURCE_DATE_EPOCH: '1700000000' };
  return execFileSync(command, flags, { encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}
