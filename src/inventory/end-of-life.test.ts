import assert from 'node:assert/strict';
import { test } from 'node:test';
import { supportDates } from './end-of-life.ts';
import { endOfLifeDates } from './end-of-life-dates.ts';

const dateOf = (id: string, version: string, name = '') => supportDates({ id, version, name })?.ordinary;

test('point releases have the date of their release', () => {
  assert.equal(dateOf('alpine', '3.22.1'), '2027-05-01');
  assert.equal(dateOf('rocky', '9.3'), dateOf('almalinux', '9.6'));
  assert.equal(dateOf('sles', '15'), '2019-12-31');
  assert.equal(dateOf('sles_sap', '15.6'), dateOf('sles', '15.6'));
  assert.equal(dateOf('postmarketos', 'v25.06'), '2026-01-23');
});

test('Stream is not the CentOS that ended in 2021', () => {
  assert.equal(dateOf('centos', '8', 'CentOS Linux 8'), '2021-12-31');
  assert.equal(dateOf('centos', '8', 'CentOS Stream 8'), '2024-05-31');
});

test('only support that is free counts as extended', () => {
  assert.equal(supportDates({ id: 'debian', version: '12', name: '' })?.extended, '2028-06-30');
  assert.equal(supportDates({ id: 'rhel', version: '7', name: '' })?.extended, undefined);
});

test('the unknown has no date', () => {
  assert.equal(dateOf('arch', ''), undefined);
  assert.equal(dateOf('debian', ''), undefined);
  assert.equal(dateOf('debian', '99'), undefined);
  assert.equal(dateOf('__proto__', '1'), undefined);
  assert.equal(dateOf('constructor', 'x'.repeat(100_000)), undefined);
});

test('the table holds only dates', () => {
  for (const [id, text] of Object.entries(endOfLifeDates)) {
    for (const entry of text.split(',')) assert.match(entry.trim(), /^[\w.]+(?: \d{4}-\d\d-\d\d){1,2}$/, id);
  }
});
