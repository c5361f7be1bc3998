import { definePlugin, type Plugin } from '../../core/index.ts';
import { createHttpServer } from './http-server.ts';
import type { HttpServerOptions } from './server-options.ts';

/** What {@link httpPlugin} needs besides its context. */
export interface HttpPluginOptions extends Omit<HttpServerOptions, 'runtime' | 'log' | 'clock'> {
  /** Told once the server listens. */
  readonly listening?: (url: string) => void;
}

/** The HTTP API as a plugin: it listens before anything reconciles and stops last. */
export function httpPlugin(options: HttpPluginOptions): Plugin {
  return definePlugin({
    name: 'http',
    async setup({ clock, log, onStop, runtime }) {
      const server = createHttpServer({ ...options, runtime, log, clock });
      options.metrics.observe(runtime);
      const { url } = await server.start();
      onStop(() => server.stop());
      log.info({ url }, 'http server listens');
      options.listening?.(url);
    },
  });
}
