/** A name whose actions are spaced alike; texts inside of them are not touched. */
export function spaced(name: unknown): unknown {
  if (typeof name !== 'string') return name;
  return name.replaceAll(
    /\{\{([^{}"`'%]+)\}\}/g,
    (_, inner: string) => `{{ ${inner.trim().replaceAll(/\s+/g, ' ')} }}`,
  );
}
