import type { ContentDetector } from '../detector.ts';
import { clueOfFile } from '../programs/make-clue.ts';
import { heaviest, type Recognition } from '../programs/recognition.ts';
import { recognizeHook } from '../programs/recognize-hook.ts';
import { installHookRule } from '../programs/rules.ts';

const HOOK = /^"(?:pre|post)?(?:install|prepare|uninstall)"\s{0,20}:\s{0,20}"((?:[^"\\\n]|\\["\\/bfnrtu]){1,4000})"/;

/** Scripts of packages that run when they are installed. */
export const installHooks: ContentDetector = {
  name: 'install-hooks',
  rules: [installHookRule],
  signals: [
    {
      id: installHookRule.id,
      keywords: ['"preinstall"', '"postinstall"', '"install"', '"prepare"', '"preuninstall"', '"postuninstall"'],
      kinds: ['text'],
      largest: 1024 * 1024,
      in: ({ path }) => /(?:^|\/)package\.json$/.test(path),
      confirm({ text, at }) {
        const script = HOOK.exec(text.slice(at, at + 4_200))?.[1];
        if (script === undefined) return undefined;
        const line = unescaped(script);
        return recognizeHook(line).length > 0 ? { excerpt: line.slice(0, 200), text: line } : undefined;
      },
    },
  ],
  *judge(hits, file) {
    const found = hits.flatMap(({ text = '' }) => recognizeHook(text));
    for (const one of heaviest(found)) {
      const clue = clueOfFile(one, file);
      if (clue) yield asHook(clue, one);
    }
  },
};

function asHook<Told extends { readonly does: string }>(clue: Told, { does }: Recognition) {
  return { ...clue, rule: installHookRule.id, does: `has the package manager run a script that ${does}` };
}

function unescaped(script: string): string {
  return script.replace(/\\(["\\/])/g, '$1').replace(/\\[nrt]/g, ' ');
}
