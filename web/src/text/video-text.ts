const zh = {
  connecting: '正在连接…',
  noPictureSince: (time: string) => `${time} 起无画面`,
  noPictureYet: '尚无画面',
  stopped: '不可见时停止播放',
  unsupported: '此浏览器不能播放视频',
  live: (seconds: string) => `实时 ${seconds} s`,
  open: (name: string) => `选择摄像机 ${name}`,
};

const en: typeof zh = {
  connecting: 'Connecting…',
  noPictureSince: (time) => `No picture since ${time}`,
  noPictureYet: 'No picture yet',
  stopped: 'Stopped while out of sight',
  unsupported: 'This browser cannot play video',
  live: (seconds) => `Live ${seconds} s`,
  open: (name) => `Select camera ${name}`,
};

/** Words on a video tile. */
export const videoText = { zh, en };
