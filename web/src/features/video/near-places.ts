/**
 * A browser holds six lines to one server over HTTP/1.1, and a tile that is near keeps one of them busy all the time
 * and a second one every moment. With more than two of them the other tiles, and the acts of the person, would wait.
 */
const most = 2;

/** A place of this page for a tile that is near; what is returned gives it back. Null: there is none left. */
export function createNearPlaces(): () => (() => void) | null {
  let taken = 0;
  return () => {
    if (taken === most) return null;
    taken += 1;
    let isMine = true;
    return () => {
      if (isMine) taken -= 1;
      isMine = false;
    };
  };
}
