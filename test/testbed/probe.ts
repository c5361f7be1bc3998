import { readFile } from 'node:fs/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** How to trust the server: a file with its certificate, which may not be written yet. */
export interface ProbeOptions {
  readonly caFile?: string;
  /** Default 2,000. */
  readonly timeoutMs?: number | undefined;
}

/** Whether a GET of `url` is answered with 200. A refused connection, a missing certificate or a slow answer is "not yet". */
export async function answersOk(url: string, options: ProbeOptions = {}): Promise<boolean> {
  try {
    const ca = options.caFile === undefined ? undefined : await readFile(options.caFile);
    return (await statusOf(url, ca, options.timeoutMs ?? 2_000)) === 200;
  } catch {
    // The caller polls; the component's own log says what is wrong.
    return false;
  }
}

function statusOf(url: string, ca: Buffer | undefined, timeoutMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp;
    const outgoing = request(url, { ca, agent: false, timeout: timeoutMs }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.once('timeout', () => outgoing.destroy(new Error(`No answer within ${timeoutMs} ms`)));
    outgoing.once('error', reject);
    outgoing.end();
  });
}
