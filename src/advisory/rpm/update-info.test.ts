import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../base/errors.ts';
import { fixedBuilds, rpmBuild } from './builds.ts';
import { splitNvr, splitRpmFileName } from './nvr.ts';
import { updateInfoPath } from './repository.ts';
import { parseUpdateInfo } from './update-info.ts';

const options = { ecosystem: 'Rocky Linux:8' };

function update(attributes: string, inside: string): string {
  const pkglist =
    '<pkglist><collection><package name="lz4" version="1.8.3" release="3.el8_4" epoch="0" arch="x86_64"/></collection></pkglist>';
  return `<update ${attributes}><id>RLSA-2021:2575</id>${inside}${pkglist}</update>`;
}

test('bug fixes are left out, unless they name a vulnerability', () => {
  const reference = '<references><reference id="CVE-2021-3520" type="cve"/></references>';
  assert.equal([...parseUpdateInfo(update('type="bugfix"', ''), options)].length, 0);
  assert.equal([...parseUpdateInfo(update('type="bugfix"', reference), options)].length, 1);
  assert.equal([...parseUpdateInfo(update('type="security"', ''), options)].length, 1);
  const title =
    '<references><reference id="2346509" title="CVE-2024-56171 libxml2: free" type="bugzilla"/></references>';
  const [advisory] = parseUpdateInfo(update('type="security"', title), options);
  assert.deepEqual(advisory?.upstream, ['CVE-2024-56171']);
});

test('what is no list of updates is damaged', () => {
  for (const text of ['', '<updates>', '<repomd/>', '<update type="security"><title>no id</title></update>']) {
    assert.throws(() => [...parseUpdateInfo(text, options)], FormatError, text);
  }
  assert.deepEqual([...parseUpdateInfo('<updates/>', options)], []);
});

test('the path of updateinfo never leaves the repository', () => {
  const repomd = (href: string) => `<repomd><data type="updateinfo"><location href="${href}"/></data></repomd>`;
  assert.equal(updateInfoPath(repomd('repodata/updateinfo.xml.gz')), 'repodata/updateinfo.xml.gz');
  assert.equal(updateInfoPath(repomd('../../../etc/passwd')), undefined);
  assert.equal(updateInfoPath(repomd('https://evil.example/updateinfo.xml')), undefined);
  assert.equal(updateInfoPath('<repomd><data type="primary"/></repomd>'), undefined);
});

test('architectures are named only where their versions differ', () => {
  const build = (name: string, release: string, architecture: string) => {
    const built = rpmBuild({ name, epoch: '1', version: '2', release, architecture });
    return built ? [built] : [];
  };
  const builds = [
    ...build('b', '1', 'aarch64'),
    ...build('b', '1', 'x86_64'),
    ...build('a', '1', 'x86_64'),
    ...build('a', '2', 'aarch64'),
    ...build('a', '9', 'src'),
    ...build('a-debuginfo', '9', 'x86_64'),
  ];
  assert.deepEqual(
    fixedBuilds('Rocky Linux:8', builds).map(({ name, ranges, architectures }) => [
      name,
      ranges[0]?.fixed,
      architectures,
    ]),
    [
      ['a', '1:2-1', ['x86_64']],
      ['a', '1:2-2', ['aarch64']],
      ['b', '1:2-1', undefined],
    ],
  );
});

test('names of packages are split from the right', () => {
  assert.deepEqual(splitNvr('java-17-openjdk-17.0.14.0.7-1.fc40'), {
    name: 'java-17-openjdk',
    version: '17.0.14.0.7',
    release: '1.fc40',
  });
  for (const text of ['', '-', 'a-1', '-1-1', 'a--1', 'a-1-', undefined]) assert.equal(splitNvr(text), undefined, text);
  assert.equal(splitRpmFileName('wireshark-3.6.14-1.oe2203sp1.x86_64.rpm')?.release, '1.oe2203sp1');
  assert.equal(splitRpmFileName('wireshark-3.6.14-1.oe2203sp1.x86_64.rpm')?.architecture, 'x86_64');
  for (const text of ['x.rpm', 'a-1-1.deb', undefined]) assert.equal(splitRpmFileName(text), undefined, text);
});
