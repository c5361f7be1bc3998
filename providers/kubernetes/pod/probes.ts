import type { JsonObject } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { COUNT, PORT } from '../block/parse-scalar.ts';
import { compact, type Part, unlessEmpty } from '../kinds/kind.ts';
import { record, scalar } from '../schema/fields.ts';
import { PROBE_PROFILES, readProfile, refuseBesideProfile } from './profiles.ts';

const TIMINGS = [
  'initialDelaySeconds',
  'periodSeconds',
  'failureThreshold',
  'successThreshold',
  'timeoutSeconds',
] as const;

/** Probes of a container (katalog-language §7.3), by their field in the container. */
export function readProbes(block: BlockReader, containerPort: number | undefined): Part {
  const probes = block.object('probes');
  if (probes === undefined) return {};
  const read = (key: string): Part | undefined => {
    const probe = probes.object(key);
    return probe === undefined ? undefined : readProbe(probe, key, containerPort);
  };
  const part = {
    startupProbe: read('startup'),
    livenessProbe: read('liveness'),
    readinessProbe: read('readiness'),
  };
  probes.end();
  return compact(part);
}

function readProbe(
  block: BlockReader,
  key: string,
  containerPort: number | undefined,
): Part | undefined {
  const path = block.text('path');
  const type = block.choice('type', ['http', 'tcp']) ?? (path === undefined ? undefined : 'http');
  const port = block.integer('port', PORT) ?? containerPort;
  refuseBesideProfile(block, TIMINGS);
  const profile = readProfile(block, PROBE_PROFILES) ?? PROBE_PROFILES['standard'];
  const timings = TIMINGS.map((key) => [key, block.integer(key, COUNT) ?? profile?.[key]]);
  if (key !== 'readiness') {
    const threshold = block.integer('successThreshold', COUNT) ?? 1;
    if (threshold > 1) block.report('successThreshold', `${threshold} must be 1`);
  }
  block.end();
  if (type === undefined) {
    if (block.keys().length > 0) block.warn('', 'has neither type nor path, so there is no probe');
    return undefined;
  }
  if (type === 'tcp' && path !== undefined) block.report('path', 'is only for probes of type http');
  if (port === undefined) {
    if (!block.has('port')) block.report('port', 'is required, as the container has no port');
    return undefined;
  }
  const check =
    type === 'http' ? { httpGet: { path: path ?? '/', port } } : { tcpSocket: { port } };
  return unlessEmpty({ ...check, ...Object.fromEntries(timings) });
}

const PROBE = record('A probe; without type and path there is none.', {
  type: scalar('http or tcp. Default: http when there is a path.'),
  path: scalar('Path of an http probe. Default: /.'),
  port: scalar('Port. Default: that of the container.'),
  profile: scalar('Timings by name: fast, standard, patient or slow-start. Default: standard.'),
  initialDelaySeconds: scalar('Seconds before the first probe. Default: 15.'),
  periodSeconds: scalar('Seconds between probes. Default: 20.'),
  failureThreshold: scalar('Failures in a row that count. Default: 3.'),
  successThreshold: scalar('Successes in a row that count. Default: 1.'),
  timeoutSeconds: scalar('Seconds a probe may take. Default: 10.'),
});

/** Schema of `probes`. */
export const PROBES_SCHEMA: JsonObject = record('How the health of the container is told.', {
  startup: PROBE,
  liveness: PROBE,
  readiness: PROBE,
});
