import {
  addQuantities,
  formatQuantity,
  parseQuantity,
  type Quantity,
  quantityNumber,
  quantityOf,
} from '../object/quantity.ts';
import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';

/** Kubernetes quantities (notes.md §1.10). */
export const quantityNotes: readonly Note[] = defineNotes('quantity', {
  'parseQuantity(quantity string) number': {
    description: 'A quantity as a number.',
    example: ['{{ parseQuantity "1Gi" }}', '1073741824'],
    moreExamples: [['{{ parseQuantity "100m" }}', '0.1']],
    call: (args) => quantityNumber(quantityIn(args.text(0))),
  },
  'formatQuantity(value number) string': {
    description: 'A number as a quantity with a decimal suffix.',
    example: ['{{ formatQuantity (div 1 4) }}', '250m'],
    call: (args) => formatQuantity(quantityOf(args.number(0))),
  },
  'sumQuantity(a string, b string) string': {
    description: 'The sum of two quantities, with the kind of suffix of the first.',
    example: ['{{ sumQuantity "1Gi" "512Mi" }}', '1536Mi'],
    moreExamples: [['{{ sumQuantity "500m" "500m" }}', '1']],
    call: (args) =>
      formatQuantity(addQuantities(quantityIn(args.text(0)), quantityIn(args.text(1)))),
  },
});

function quantityIn(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new RangeError(`"${text.slice(0, 64)}" is not a quantity`);
  return quantity;
}
