import type { Component } from './component.ts';
import { type KubeApiServerOptions, startKubeApiServer } from './kube-apiserver.ts';

/** A kube-apiserver that can be ended, frozen and started again at the same address with the same data. */
export interface ApiServer {
  readonly url: string;
  /** @throws when it does not run */
  pid(): number;
  /** Ends it with this signal and returns when it has ended. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Freezes it: connections stay open and nothing is answered any more. */
  pause(): void;
  /** Lets it go on after {@link pause}. */
  resume(): void;
  /** Ends it gracefully when it runs, starts it and returns when it is ready. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts kube-apiserver and keeps what is needed to start it again. */
export async function startApiServer(options: KubeApiServerOptions): Promise<ApiServer> {
  let component: Component = await startKubeApiServer(options);
  return {
    url: `https://127.0.0.1:${options.port}`,
    pid: () => {
      if (!component.isRunning()) throw new Error('kube-apiserver does not run');
      return component.pid;
    },
    kill: async (signal) => {
      component.kill(signal);
      await component.exited;
    },
    pause: () => component.kill('SIGSTOP'),
    resume: () => component.kill('SIGCONT'),
    restart: async () => {
      await component.stop();
      component = await startKubeApiServer(options);
    },
    stop: () => {
      component.kill('SIGCONT'); // a frozen process would not see the SIGTERM
      return component.stop();
    },
  };
}
