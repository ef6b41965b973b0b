/** Answers that were wanted lately. */
export interface BoundedMemo<Key, Value> {
  get(key: Key): Value | undefined;
  /** `weight`: how much of the room it takes, at least 1. */
  set(key: Key, value: Value, weight?: number): void;
}

/**
 * Holds up to twice `room`: when the younger half is full, the older one goes as a whole. Cheaper than an exact order of
 * use; what is still wanted is made anew once in a while.
 */
export function boundedMemo<Key, Value>(room: number): BoundedMemo<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();
  let weightOfYoung = 0;

  const set = (key: Key, value: Value, weight = 1): void => {
    if (weightOfYoung + weight > room) {
      old = young;
      young = new Map();
      weightOfYoung = 0;
    }
    young.set(key, value);
    weightOfYoung += weight;
  };
  return { get: (key) => young.get(key) ?? old.get(key), set };
}
