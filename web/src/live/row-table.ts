/** Keys below this find their row in an array; the register hands out small numbers. */
const arrayed = 1 << 21;

/** Which row a key has. One array read for each of thousands of rows in a beat, and no hashing. */
export type RowTable = {
  /** -1 when the key has none. */
  rowOf(key: number): number;
  put(key: number, row: number): void;
  remove(key: number): void;
  clear(): void;
};

export function createRowTable(): RowTable {
  let rows = new Int32Array(1024).fill(-1);
  const distant = new Map<number, number>();

  function grow(key: number): void {
    const grown = new Int32Array(2 ** Math.ceil(Math.log2(key + 1))).fill(-1);
    grown.set(rows);
    rows = grown;
  }

  return {
    rowOf: (key) => (key < arrayed ? (rows[key] ?? -1) : (distant.get(key) ?? -1)),
    put(key, row) {
      if (key >= arrayed) return void distant.set(key, row);
      if (key >= rows.length) grow(key);
      rows[key] = row;
    },
    remove(key) {
      if (key >= arrayed) distant.delete(key);
      else if (key < rows.length) rows[key] = -1;
    },
    clear() {
      rows.fill(-1);
      distant.clear();
    },
  };
}
