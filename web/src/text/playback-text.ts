/** What cameras saw, played again by the time on the wall. */
const zh = {
  tiles: '当时的画面',
  recorded: '录像',
  loading: '正在载入录像…',
  gap: (from: string, until: string) => `${from}–${until} 无录像`,
  'may-not-see': '无权查看此摄像机的录像',
  away: '服务器无应答，正在重试…',
  unsupported: '此浏览器不能播放录像',
  noCamera: '附近没有摄像机',
};

const en: typeof zh = {
  tiles: 'What cameras saw then',
  recorded: 'Recorded',
  loading: 'Loading the recording…',
  gap: (from, until) => `No recording ${from}–${until}`,
  'may-not-see': 'You may not see what this camera recorded',
  away: 'The server does not answer; trying again…',
  unsupported: 'This browser cannot play recordings',
  noCamera: 'No camera is near',
};

export const playbackText = { zh, en };
