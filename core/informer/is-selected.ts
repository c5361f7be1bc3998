import type { Selection } from '../cluster/cluster.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { getPath } from '../object/path.ts';

/**
 * Whether a selection takes an object, as far as equalities tell: `a=b,c!=d`. Terms of another form count as fulfilled.
 *
 * @remarks Asked of answers to own writes, so that an object outside of the selection does not show in a cache that no watch would
 * ever take it out of.
 */
export function isSelected(selection: Selection, object: KubeObject): boolean {
  const { labels = {} } = object.metadata;
  return (
    holdAll(selection.labelSelector, (key) => labels[key]) &&
    holdAll(selection.fieldSelector, (path) => {
      const value = getPath(object, path.split('.'));
      return value === undefined ? '' : String(value);
    })
  );
}

const TERM = /^([^=!,()\s]+)(==|=|!=)([^=!,()\s]*)$/;

function holdAll(selector: string | undefined, read: (key: string) => string | undefined): boolean {
  // A set, `tier in (gold,silver)`, has commas of its own.
  if (selector === undefined || selector === '' || selector.includes('(')) return true;
  return selector.split(',').every((term) => {
    const [, key = '', operator, value] = TERM.exec(term.trim()) ?? [];
    if (key === '') return true;
    return (read(key) === value) === (operator !== '!=');
  });
}
