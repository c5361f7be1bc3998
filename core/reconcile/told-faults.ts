/** What was told of each object last, so that a fault that stays is told once. */
export interface ToldFaults {
  /** Whether the text is news about the object; `''` says that nothing is wrong. */
  isNews(uid: string, text: string): boolean;
  /** Whether something was told of the object that stands. */
  has(uid: string): boolean;
}

/** Objects remembered; when there are more, all are told anew. */
const MAX_OBJECTS = 2_000;

/** Creates an empty memory. */
export function createToldFaults(): ToldFaults {
  const told = new Map<string, string>();
  return {
    has: (uid) => told.has(uid),
    isNews(uid, text) {
      if ((told.get(uid) ?? '') === text) return false;
      if (text === '') told.delete(uid);
      else {
        if (told.size >= MAX_OBJECTS) told.clear();
        told.set(uid, text);
      }
      return text !== '';
    },
  };
}
