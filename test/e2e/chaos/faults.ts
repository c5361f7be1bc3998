import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from '../../testbed/index.ts';
import { type Operator, startOperator } from '../support/operator.ts';
import type { Random } from './random.ts';

/** Two replicas that are brought back whatever befalls them. */
export class Replicas {
  readonly #controlPlane: ControlPlane;
  readonly #katalog: string;
  readonly #running: (Operator | undefined)[] = [undefined, undefined];
  #serial = 0;

  constructor(controlPlane: ControlPlane, katalog: string) {
    this.#controlPlane = controlPlane;
    this.#katalog = katalog;
  }

  async start(): Promise<void> {
    for (const at of this.#running.keys()) {
      if (this.#running[at] === undefined) this.#running[at] = await this.#launch();
    }
  }

  async stop(): Promise<void> {
    for (const replica of this.#running) replica?.component.kill('SIGCONT');
    await Promise.all(this.#running.map((replica) => replica?.stop()));
  }

  /** Logs of all processes that ever ran, for a failure. */
  logs(): Promise<readonly string[]> {
    return Promise.all(this.#running.map(async (replica) => (await replica?.log()) ?? ''));
  }

  async restart(at: number, how: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const replica = this.#running[at];
    this.#running[at] = undefined;
    if (how === 'SIGKILL') replica?.kill();
    else await replica?.stop();
    this.#running[at] = await this.#launch();
  }

  async freeze(at: number, ms: number): Promise<void> {
    const component = this.#running[at]?.component;
    component?.kill('SIGSTOP');
    await sleep(ms);
    component?.kill('SIGCONT');
  }

  #launch(): Promise<Operator> {
    this.#serial += 1;
    return startOperator(this.#controlPlane, {
      name: `replica-${this.#serial}`,
      katalog: this.#katalog,
      // Comes up while the API server is away, too.
      readyPath: '/livez',
      env: { LEASE_DURATION: '4s', RENEW_DEADLINE: '3s', RETRY_PERIOD: '1s', LOG_LEVEL: 'info' },
    });
  }
}

/** One fault, over when this returns. */
export async function fault(
  controlPlane: ControlPlane,
  replicas: Replicas,
  random: Random,
): Promise<string> {
  const at = random.below(2);
  const ms = random.between(500, 6_000);
  switch (random.below(5)) {
    case 0:
      await replicas.restart(at, 'SIGKILL');
      return `replica ${at} killed`;
    case 1:
      await replicas.restart(at, 'SIGTERM');
      return `replica ${at} terminated`;
    case 2:
      await replicas.freeze(at, ms);
      return `replica ${at} frozen for ${ms} ms`;
    case 3:
      controlPlane.pauseApiServer();
      await sleep(ms);
      controlPlane.resumeApiServer();
      return `API server frozen for ${ms} ms`;
    default:
      await controlPlane.killApiServer('SIGKILL');
      await controlPlane.restartApiServer();
      return 'API server killed';
  }
}
