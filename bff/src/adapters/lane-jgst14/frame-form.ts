export const headMark: readonly number[] = [0xe2, 0x5c, 0x4b, 0x89];
export const tailMark: readonly number[] = [0xff, 0xff];

/** How one front end writes its frames. */
export type FrameDialect = {
  littleEndian: boolean;
  /** Four bytes on paper, one in the field. */
  codeWidth: 1 | 4;
  /** Four bytes between I/E and the XML's length, in hex: zeros or FF. They are given back as sent. */
  marker: string;
};

/** Why a frame is refused. */
export type FrameFault =
  | 'bad-head'
  | 'truncated'
  | 'bad-length'
  | 'bad-tail'
  | 'bad-id'
  | 'bad-direction'
  | 'bad-images';
