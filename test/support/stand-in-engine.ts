import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

export interface EngineContent {
  /** What inspecting the image answers; the keys are the names it is known by. */
  readonly images: Readonly<
    Record<
      string,
      { readonly Id: string; readonly RepoTags?: readonly string[]; readonly RepoDigests?: readonly string[] }
    >
  >;
  /** Archives by `Id`. */
  readonly archives: ReadonlyMap<string, Uint8Array>;
  readonly apiVersion?: string;
  /** Answers in place of ours; true when it did. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** A container engine on a socket in the folder, with the two endpoints of Docker's API that reading an image takes. */
export async function standInEngine(test: TestContext, folder: string, content: EngineContent) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (content.intercept?.(request, response)) return;
    const url = new URL(request.url ?? '', 'http://engine');
    const [, name = '', action] = /^\/images\/(.+)\/(json|get)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    response.setHeader('Api-Version', content.apiVersion ?? '1.47');
    const image = content.images[name] ?? Object.values(content.images).find(({ Id }) => Id === name);
    if (!image) return answer(response, 404, { message: `No such image: ${name}` });
    if (action === 'json') return answer(response, 200, { Os: 'linux', Architecture: 'amd64', ...image });
    response.setHeader('Content-Type', 'application/x-tar').end(content.archives.get(image.Id));
  });
  const socket = join(folder, 'engine.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { socket, requests };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
