import type { Launcher } from '../launcher.ts';
import { splitWords } from '../words.ts';

/** Java: the jar or class path it runs, and agents. */
export const java: Launcher = {
  name: 'java',
  reads: [],
  programs: /^java$/,
  *follow({ words, env }) {
    for (const variable of ['JDK_JAVA_OPTIONS', 'JAVA_TOOL_OPTIONS', '_JAVA_OPTIONS']) {
      for (const word of splitWords(env.get(variable) ?? '')) yield* agent(word);
    }
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? '';
      yield* agent(word);
      if (word === '-jar') {
        yield { load: words[at + 1] ?? '', started: true };
        return;
      }
      if (['-cp', '-classpath', '--class-path', '-p', '--module-path'].includes(word)) {
        for (const part of (words[++at] ?? '').split(':').slice(0, 500)) {
          if (part.endsWith('/*')) yield { loadBelow: part.slice(0, -2), label: part };
          else if (part !== '' && part !== '.') yield { load: part, cause: 'import' };
        }
      } else if (!word.startsWith('-')) return;
    }
  },
};

function* agent(word: string) {
  const path = /^-(?:javaagent|agentpath):([^=]+)/.exec(word)?.[1];
  if (path) yield { load: path, cause: 'preload' as const };
}
