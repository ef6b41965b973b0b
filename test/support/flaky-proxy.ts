import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a bad line does to every connection. */
export interface Flaws {
  /** The connection is cut once this many bytes have come from the server. */
  readonly cutAfterBytes: number;
  readonly bytesPerSecond: number;
}

export interface FlakyProxy {
  /** `127.0.0.1:port`, to be spoken to as if it were the server. */
  readonly host: string;
  /** Connections cut so far. */
  cuts(): number;
  close(): Promise<void>;
}

/** Passes TCP on to a port of this machine, badly. Every second cut is a reset, the others look like a regular end. */
export async function serveFlakyProxy(targetPort: number, flaws: Flaws): Promise<FlakyProxy> {
  const sockets = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    let passed = 0;
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    client.pipe(target);
    client.on('close', () => target.destroy());
    target.on('end', () => client.end());
    target.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      if (passed > flaws.cutAfterBytes) {
        cuts++;
        target.destroy();
        if (cuts % 2 === 0) client.resetAndDestroy();
        else client.end(chunk.subarray(0, chunk.length >> 1));
        return;
      }
      client.write(chunk);
      target.pause();
      setTimeout(() => target.resume(), (chunk.length / flaws.bytesPerSecond) * 1000);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
