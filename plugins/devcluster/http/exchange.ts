import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../../../core/index.ts';
import type { ClusterState } from '../lifecycle/cluster-state.ts';
import type { Messages } from '../protobuf/decode-message.ts';
import type { WatchSessions } from './watch-sessions.ts';

/** One request with all that answering it needs. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly state: ClusterState;
  readonly log: Logger;
  readonly watches: WatchSessions;
  /** How built-in kinds look in protobuf. */
  readonly messages: Messages;
  /** Aborts when the client goes or the server stops. */
  readonly signal: AbortSignal;
  /** Texts of Warning headers, in order. */
  readonly warnings: string[];
}

/** What is sent back in one piece. */
export interface Answer {
  readonly status: number;
  /** An object goes out as JSON, a string as it is. */
  readonly body: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A 200 with a JSON body. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}
