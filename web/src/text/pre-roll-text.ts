/** What a camera saw just before an alarm. */
const zh = {
  recorded: '录像',
  before: (seconds: number) => `报警前 ${seconds} 秒`,
  enlarge: '放大：回放此事件',
  nobodySaw: '报警时没有摄像机看到该处',
};

const en: typeof zh = {
  recorded: 'RECORDED',
  before: (seconds) => `${seconds} s before the alarm`,
  enlarge: 'Larger: replay this incident',
  nobodySaw: 'No camera saw the place at the time of the alarm',
};

export const preRollText = { zh, en };
