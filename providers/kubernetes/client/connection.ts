/** What TLS needs; certificates and keys are PEM. */
export interface TlsSettings {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Name to verify instead of the host of the server URL. */
  readonly serverName?: string;
  /** `true`: the server's certificate is not verified. */
  readonly isInsecure?: boolean;
}

/** What a request presents. */
export interface Credentials {
  /** E.g. `authorization`; never logged. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
}

/** How an API server is reached, and as whom. */
export interface Connection {
  /** URL of the API server, a path included if it has one. */
  readonly server: string;
  /** Namespace of the context. Default `default`. */
  readonly namespace: string;
  /** Name of the context, for messages. */
  readonly context: string;
  readonly proxyUrl?: string;
  /** Present credentials; cheap, as every request asks. @throws {@link OrkError} `ORK_KUBECONFIG_INVALID` */
  credentials(): Promise<Credentials>;
  /** Makes the next {@link Connection.credentials} read everything anew, e.g. after a 401. */
  invalidate(): void;
}

/** A connection whose credentials do not change. */
export function staticConnection(options: {
  readonly server: string;
  readonly token?: string;
  readonly tls?: TlsSettings;
  readonly namespace?: string;
}): Connection {
  const { token } = options;
  const credentials: Credentials = {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    tls: options.tls ?? {},
  };
  return {
    server: options.server,
    namespace: options.namespace ?? 'default',
    context: options.server,
    credentials: () => Promise.resolve(credentials),
    invalidate: () => undefined,
  };
}
