import type { PlanStep, StartupPlan } from '../../behavior/startup-plan.ts';

const TOOL =
  /^(?:\S{0,200}\/)?(?:sh|bash|ash|dash|zsh|busybox|sleep|tail|cat|true|python[\d.]*|pypy[\d.]*|node|irb|php|jshell|ghci|iex|erl|R|julia|perl|swift|docker-entrypoint\.sh (?:node|bash)|docker-php-entrypoint php|gradle|mvn)(?:\s+(?:-[a-zA-Z]{1,8}|\d+|inf|infinity|sh|-de0|\/dev\/null))*$/;

/** Is it an image to build upon: nothing but a shell or an interpreter starts until somebody says what? */
export function startsOnlyTools({ steps }: Pick<StartupPlan, 'steps'>): boolean {
  return steps
    .filter(({ cause, when }) => when === 'start' && (cause === 'entrypoint' || cause === 'cmd'))
    .every(isTool);
}

function isTool({ command }: PlanStep): boolean {
  return TOOL.test(command.slice(0, 500).trim());
}
