import { printable } from '../../base/http/failure.ts';
import { asList, asObject, asText, parseJson } from '../../base/json.ts';

/** What a registry or token server says in the body of a refusal, and the codes it gives. */
export interface Refusal {
  readonly codes: readonly string[];
  /** Fit to be shown; empty when it said nothing of use. */
  readonly said: string;
}

/** Reads OCI's `errors` list and the forms that token servers use. */
export function parseRefusal(body: Uint8Array, secrets: Iterable<string>): Refusal {
  const text = Buffer.from(body).toString('utf8');
  const document = parsed(text);
  const errors = asList(document?.errors).slice(0, 5).map(asObject);
  const codes = errors.map((error) => asText(error?.code) ?? '').filter((code) => /^[A-Z_]{1,40}$/.test(code));
  const messages = errors.map((error) => asText(error?.message) ?? '');
  for (const field of ['error_description', 'details', 'message', 'error']) {
    messages.push(asText(document?.[field]) ?? '');
  }
  const said = messages.find((message) => message.trim() !== '');
  return { codes, said: printable(said ?? codes[0] ?? '', secrets) };
}

function parsed(text: string): ReturnType<typeof asObject> {
  try {
    return asObject(parseJson(text));
  } catch {
    return undefined;
  }
}
