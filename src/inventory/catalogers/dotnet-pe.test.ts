import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundByNote } from '../../../test/support/noted-file.ts';
import { EXECUTABLE_TAP } from '../executable-facts.ts';
import { dotnetPe } from './dotnet-pe.ts';

test('assemblies have the version of their NuGet package', async () => {
  const version = async (ProductVersion: string, FileVersion = '') =>
    (await found({ InternalName: 'A.dll', ProductVersion, FileVersion }, true))?.version;
  assert.equal(await version('13.0.3+0a2e291c0d9c0c7675d445703e51750363a549ef', '13.0.3.27908'), '13.0.3');
  assert.equal(await version('9.0.0-rc.2.24473.5+990ebf52fc408ca45929fd176d2740675a67fab8'), '9.0.0-rc.2.24473.5');
  assert.equal(await version('1, 2, 0, 3'), '1.2.0.3');
  assert.equal(await version('4.7.4076.0 built by: NET472REL1LAST_B'), '4.7.4076.0');
  assert.equal(await version('Release 73', '4.5.6'), '4.5.6');
  assert.equal(await version('', '0.0.0.0'), undefined);
});

test('an assembly without names of its own has that of its file', async () => {
  assert.equal((await found({ FileVersion: '1.0' }, true))?.name, 'Some.Thing');
});

test('other Windows software is named by its product, that of Microsoft by its description', async () => {
  const fields = { FileDescription: 'The  Thing\u00a0Host', ProductVersion: '1.0', InternalName: 'host' };
  const name = async (more: { [key: string]: string }) => (await found({ ...fields, ...more }, false))?.name;
  assert.equal(await name({ ProductName: 'Thing', CompanyName: 'Acme' }), 'Thing');
  assert.equal(await name({ ProductName: 'Windows', CompanyName: 'Microsoft Corporation' }), 'The Thing Host');
});

async function found(version: { [key: string]: string }, dotnet: true | false) {
  const note = { format: 'pe', role: 'library', architecture: 'amd64', version, ...(dotnet ? { dotnet } : {}) };
  const [first] = await foundByNote(dotnetPe, { path: 'app/Some.Thing.dll', tap: EXECUTABLE_TAP, note });
  return first;
}
