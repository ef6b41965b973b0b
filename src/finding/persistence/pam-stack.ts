import { limits } from '../../base/limits.ts';
/** One line of a PAM configuration. */
export interface PamLine {
  readonly type: 'auth' | 'account' | 'password' | 'session';
  /** In lower case: `required`, or `[success=1 default=ignore]`. */
  readonly control: string;
  /** As written: `pam_unix.so`, or a path. */
  readonly module: string;
  readonly options: readonly string[];
  /** From 1. */
  readonly line: number;
}

const MOST_LINES: number = limits.configurationText;
const LINE = /^-?(auth|account|password|session)\s+(\[[^\]]{0,500}\]|[a-z]{1,20})\s+(\S{1,500})(?:\s+(\S.{0,2000}))?$/i;

/** Reads a file of /etc/pam.d. Lines of /etc/pam.conf have the service in front: give them without it. */
export function readPam(text: string): PamLine[] {
  return text.split('\n', MOST_LINES).flatMap((raw, index): PamLine[] => {
    const content = (raw.slice(0, 4_096).split('#', 1)[0] ?? '').trim();
    const included = /^@include\s+(\S{1,500})$/.exec(content)?.[1];
    if (included !== undefined)
      return TYPES.map((type) => ({ type, control: 'include', module: included, options: [], line: index + 1 }));
    const [, type = '', control = '', module = '', options = ''] = LINE.exec(content) ?? [];
    const kind = TYPES.find((each) => each === type.toLowerCase());
    if (!kind) return [];
    return [
      {
        type: kind,
        control: control.toLowerCase(),
        module,
        options: options.split(/\s+/).filter(Boolean),
        line: index + 1,
      },
    ];
  });
}

const TYPES = ['auth', 'account', 'password', 'session'] as const;
const MODULE = /(?:^|\/)pam_(\w{1,40})\.so$/;
/** They set things up, and say nothing of who somebody is. */
const NEUTRAL = new Set(
  'env faildelay group limits lastlog loginuid mail motd nologin selinux umask xauth keyinit cap echo'.split(' '),
);

/**
 * The line through which somebody with a wrong password gets in, if there is one: every module that checks is taken to say no.
 * Included stacks are taken to say no too.
 */
export function openLine(
  lines: readonly PamLine[],
  { runsAsRoot }: { readonly runsAsRoot: boolean },
): PamLine | undefined {
  const auth = lines.filter(({ type }) => type === 'auth');
  let isRefused = false;
  let granted: PamLine | undefined;
  for (let at = 0; at < auth.length; at++) {
    const line = auth[at];
    if (!line) break;
    const name = MODULE.exec(line.module)?.[1] ?? '';
    if (line.control === 'include' || line.control === 'substack') {
      isRefused = true;
      continue;
    }
    // A server that runs as root is root to pam_rootok, whoever knocks.
    const isYes = name === 'permit' || (runsAsRoot && name === 'rootok') || (runsAsRoot && isForSome(line, name));
    const answer = isYes ? 'success' : NEUTRAL.has(name) || name === 'succeed_if' ? 'ignore' : 'failure';
    const action = actionFor(line.control, answer);
    if (typeof action === 'number') at += action;
    else if (action === 'ok' && !isRefused) granted ??= line;
    else if (action === 'done' && !isRefused) return granted ?? line;
    else if (action === 'bad') isRefused = true;
    else if (action === 'die') return undefined;
  }
  return isRefused ? undefined : granted;
}

/** Names whoever gets in without a password. */
function isForSome({ control, options }: PamLine, name: string): boolean {
  return (
    name === 'succeed_if' &&
    control === 'sufficient' &&
    /^(?:user (?:=|in) |uid (?:=|eq) )/.test(
      options.filter((option) => !/^(?:quiet\w*|use_uid|debug|audit)$/.test(option)).join(' '),
    )
  );
}

type Answer = 'success' | 'failure' | 'ignore';
type Action = 'ok' | 'done' | 'bad' | 'die' | 'ignore' | number;

const CONTROLS: Readonly<Record<string, Readonly<Record<Answer, Action>>>> = {
  required: { success: 'ok', failure: 'bad', ignore: 'ignore' },
  requisite: { success: 'ok', failure: 'die', ignore: 'ignore' },
  sufficient: { success: 'done', failure: 'ignore', ignore: 'ignore' },
  optional: { success: 'ok', failure: 'ignore', ignore: 'ignore' },
};

function actionFor(control: string, answer: Answer): Action {
  const known = CONTROLS[control];
  if (known) return known[answer];
  const pairs = new Map(
    control
      .replace(/^\[|\]$/g, '')
      .split(/\s+/)
      .map((pair): [string, string] => {
        const [name = '', action = ''] = pair.split('=', 2);
        return [name, action];
      }),
  );
  const keys = { success: ['success'], failure: ['auth_err', 'user_unknown'], ignore: ['ignore'] }[answer];
  const text = keys.map((key) => pairs.get(key)).find((each) => each !== undefined) ?? pairs.get('default') ?? 'ignore';
  if (/^\d{1,3}$/.test(text)) return Number(text);
  return text === 'ok' || text === 'done' || text === 'bad' || text === 'die' ? text : 'ignore';
}
