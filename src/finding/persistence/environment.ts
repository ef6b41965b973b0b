import type { Clue } from '../clue.ts';
import { type JobSign, settingSign } from './job-signs.ts';
import { oddPlace, oddPlaceWords } from './odd-place.ts';
import type { JobReader } from './read-job.ts';

const OPTIONS = /^(?:NODE_OPTIONS|PERL5OPT|RUBYOPT|PYTHONSTARTUP|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/;
const LOADS =
  /(?:^|[\s"'])(?:--(?:require|import|loader|experimental-loader)[= ]|-(?:r|I|M)[ =]?|-(?:javaagent|agentpath):|-Xbootclasspath\/[ap]:)?["']?(?:file:\/\/)?(\/[\w./+@-]{2,400})/g;
const COMMANDS =
  /^(?:PROMPT_COMMAND|GIT_SSH_COMMAND|GIT_PAGER|GIT_EDITOR|GIT_EXTERNAL_DIFF|LESSOPEN|LESSCLOSE|MANPAGER|SUDO_ASKPASS|SSH_ASKPASS)$/;

/** Variables of the image that have shells and interpreters run code out of odd places. */
export function* variableSigns(env: readonly string[], rule: string, reader: JobReader): Iterable<Clue> {
  for (const line of env) {
    const equals = line.indexOf('=');
    const [name, value] = [line.slice(0, equals), line.slice(equals + 1)];
    if (name === 'LD_PRELOAD' || name === 'LD_AUDIT') continue;
    const own = settingSign(name, value);
    const signs = COMMANDS.test(name) ? reader.read({ text: value, line: 1 }, `config.env.${name}`) : [];
    const found = [...(own ? [own] : []), ...signs, ...optionSigns(name, value)];
    for (const { weight, does } of found)
      yield {
        rule,
        weight,
        family: 'persistence',
        subject: `config.env.${name}`,
        evidence: { field: `config.env.${name}`, excerpt: line.slice(0, 200) },
        reach: 'loaded',
        when: 'start',
        does,
      };
  }
}

function* optionSigns(name: string, value: string): Iterable<Pick<JobSign, 'weight' | 'does'>> {
  if (!OPTIONS.test(name)) return;
  for (const [, path] of value.slice(0, 8_192).matchAll(LOADS)) {
    const place = path === undefined ? undefined : oddPlace(path);
    if (!place) continue;
    yield { weight: 'strong', does: `has interpreters load ${path}, which lies in ${oddPlaceWords(place)}` };
    return;
  }
}
