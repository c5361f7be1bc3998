import { described, flag, object, type Schema, text } from './schema.ts';

export const probeSchema: Schema = object({
  status: described('ok, or why not', text),
  service: text,
  version: text,
  uptime: described('since the runtime started, as 1h2m3s', text),
  started: flag,
  ready: flag,
  isKonductor: described('whether this process leads', flag),
});
