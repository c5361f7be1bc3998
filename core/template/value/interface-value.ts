/**
 * Stands for an index that Go holds as an interface value, which its `slice` refuses although `index` takes it.
 *
 * @remarks A field of the data is such a value; a literal, a call in parentheses or a variable is not.
 */
export const INTERFACE_VALUE: unique symbol = Symbol('interface {}');
