/** Types of the conditions that the runtime writes, each with its reasons; `docs/conditions.md` has a row for every one. */
export const CONDITION_REASONS = {
  Ready: [
    'ReconcileSucceeded',
    'ReconcileError',
    'PermissionDenied',
    'ChildOwned',
    'FieldConflict',
    'ImmutableField',
    'FieldsNotStored',
    'Pending',
    'StatusRefused',
    'StatusFieldFailed',
    'WriteLoop',
  ],
  ValidationFailed: ['DenyRuleViolation', 'ValidationPassed'],
  WriteLoop: ['SelfFed', 'Contested', 'Volatile', 'NoLoop'],
  ValidationWarning: ['WarnRuleViolation', 'NoWarnings'],
} as const;

/** Type of a condition that the runtime writes. */
export type OwnConditionType = keyof typeof CONDITION_REASONS;

/** A reason of a condition of that type. */
export type ReasonOf<Type extends OwnConditionType> = (typeof CONDITION_REASONS)[Type][number];
