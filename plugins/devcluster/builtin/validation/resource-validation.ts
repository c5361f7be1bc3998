import { parseQuantity, quantityNumber } from '../../../../core/index.ts';
import { type JsonObject, recordAt } from '../../json/record.ts';
import { type FieldError, invalid, required } from '../../status/field-error.ts';

const STANDARD = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** What a container requests and may use. */
export function validateResources(container: JsonObject, field: string): readonly FieldError[] {
  const place = `${field}.resources`;
  const limits = recordAt(container, 'resources', 'limits');
  const requests = recordAt(container, 'resources', 'requests');
  return [
    ...validateAmounts(limits, `${place}.limits`),
    ...validateAmounts(requests, `${place}.requests`),
    ...Object.entries(requests).flatMap(([name, amount]) =>
      compareToLimit({ name, amount: String(amount) }, limits[name], place),
    ),
  ];
}

function validateAmounts(amounts: JsonObject, place: string): readonly FieldError[] {
  return Object.entries(amounts).flatMap(([name, amount]) => {
    const errors: FieldError[] = [];
    if (!name.includes('/') && !STANDARD.test(name)) {
      errors.push(invalid(`${place}[${name}]`, name, 'must be a standard resource for containers'));
    }
    if (amountOf(amount) < 0) {
      errors.push(invalid(`${place}[${name}]`, amount, 'must be greater than or equal to 0'));
    }
    return errors;
  });
}

function compareToLimit(
  { name, amount }: { readonly name: string; readonly amount: string },
  limit: unknown,
  place: string,
): readonly FieldError[] {
  const isShared = !name.includes('/') && !name.startsWith('hugepages-');
  if (limit === undefined) {
    const why = 'Limit must be set for non overcommitable resources';
    return isShared ? [] : [required(`${place}.limits`, why)];
  }
  const [wanted, most] = [amountOf(amount), amountOf(limit)];
  if (wanted !== most && !isShared) {
    return [invalid(`${place}.requests`, amount, `must be equal to ${name} limit of ${limit}`)];
  }
  if (wanted <= most) return [];
  const why = `must be less than or equal to ${name} limit of ${limit}`;
  return [invalid(`${place}.requests`, amount, why)];
}

/** Number of a quantity; 0 where it is none, which the schema has told. */
export function amountOf(value: unknown): number {
  const quantity = parseQuantity(String(value));
  return quantity === undefined ? 0 : quantityNumber(quantity);
}
