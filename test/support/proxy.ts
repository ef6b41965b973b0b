import { createServer, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** An HTTP proxy on 127.0.0.1 that leads every host to one port of this machine. */
export interface TestProxy {
  readonly origin: string;
  /** `CONNECT host:port` or `GET http://…`, in order. */
  readonly asked: string[];
  /** Proxy-Authorization of each. */
  readonly logins: (string | undefined)[];
  close(): Promise<void>;
}

export async function serveProxy(targetPort: number, refuseWith?: number): Promise<TestProxy> {
  const asked: string[] = [];
  const logins: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    logins.push(incoming.headers['proxy-authorization']);
    if (refuseWith) {
      outgoing.writeHead(refuseWith).end();
      return;
    }
    const { pathname, search } = new URL(incoming.url ?? '');
    const { headers, method } = incoming;
    const onward = request(
      { host: '127.0.0.1', port: targetPort, path: pathname + search, method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, client: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    logins.push(incoming.headers['proxy-authorization']);
    if (refuseWith) {
      client.end(`HTTP/1.1 ${refuseWith} No\r\n\r\n`);
      return;
    }
    const target = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    logins,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
