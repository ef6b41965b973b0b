import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLine, readPam } from './pam-stack.ts';

function openAt(text: string, runsAsRoot = false): number | undefined {
  return openLine(readPam(text), { runsAsRoot })?.line;
}

test('stacks that let any password pass', () => {
  assert.equal(openAt('auth sufficient pam_permit.so\nauth required pam_unix.so\n'), 1);
  assert.equal(openAt('auth required pam_permit.so\n'), 1);
  assert.equal(openAt('-auth optional /lib/security/pam_permit.so\n'), 1);
  assert.equal(openAt('auth required pam_env.so\nauth [success=done default=die] pam_permit.so\n'), 2);
  assert.equal(
    openAt('auth [success=2 default=1] pam_unix.so\nauth requisite pam_deny.so\nauth required pam_permit.so'),
    3,
  );
  assert.equal(openAt('auth sufficient pam_unix.so\nauth required pam_permit.so\n'), 2);
  assert.equal(openAt('auth sufficient pam_rootok.so\n', true), 1);
});

test('stacks that somebody has to know a password for', () => {
  for (const text of [
    '',
    'auth sufficient pam_rootok.so\nauth required pam_unix.so\n',
    'auth [success=1 default=ignore] pam_unix.so nullok\nauth requisite pam_deny.so\nauth required pam_permit.so\n',
    'auth required pam_unix.so\nauth sufficient pam_permit.so\n',
    '@include common-auth\nauth optional pam_permit.so\n',
    'auth substack password-auth\nauth required pam_permit.so\n',
    'session required pam_permit.so\naccount sufficient pam_permit.so\n',
    '# auth sufficient pam_permit.so\n',
  ])
    assert.equal(openAt(text), undefined, text);
});

test('damaged lines are passed over', () => {
  assert.deepEqual(readPam(`auth\nauth required\nauth [a\n\0\u2028auth required x\n${'auth '.repeat(5_000)}`), []);
});
