import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';

type SnapshotFacts = { camera: string; at: string; photoId: string; sha256: string };

const zh = {
  connecting: '正在连接…',
  noPictureSince: (time: string) => `${time} 起无画面`,
  frozenSince: (time: string) => `${time} 起画面静止`,
  blackSince: (time: string) => `${time} 起黑屏`,
  noPictureYet: '尚无画面',
  stopped: '不可见时停止播放',
  unsupported: '此浏览器不能播放视频',
  withdrawn: { session: '登录已结束', right: '无权查看' },
  live: (seconds: string) => `实时 ${seconds} s`,
  open: (name: string) => `选择摄像机 ${name}`,
  controls: '画面操作',
  smaller: '缩小',
  larger: '放大',
  digital: (scale: string) => `数字 ${scale}×`,
  full: '全屏',
  fullScreen: '全屏 / 退出',
  snap: '截图',
  snapshot: '截图存入事件',
  snapshotEmpty: '没有可保存的画面',
  snapshotAltered: '传输中内容有变，请重新截图',
  snapshotKept: (sha256: string) => `已存入事件 · SHA-256 ${sha256}…`,
  snapshotNote: ({ camera, at, photoId, sha256 }: SnapshotFacts) =>
    `截图：${camera}，画面时间 ${at}，照片 ${photoId}，SHA-256 ${sha256}`,
  trouble: {
    'ffmpeg-missing': '服务器未安装 ffmpeg',
    'address-not-allowed': '摄像机地址不在允许范围',
    'wrong-address': '摄像机地址无效',
    'no-media-gateway': '需要视频媒体网关',
    'media-server-away': '媒体服务器无应答',
    'key-refused': '密钥或口令被拒绝',
    'stream-unknown': '媒体服务器没有此路画面',
    redirected: '摄像机转向其他地址，已拒绝',
    'vehicle-offline': '车载终端未连接',
    'terminal-refused': '车载终端拒绝发送画面',
    'codec-unsupported': '浏览器不能播放此编码',
    'too-many-streams': '同时调取的车载画面过多',
  } as Record<CameraTrouble, string>,
};

const en: typeof zh = {
  connecting: 'Connecting…',
  noPictureSince: (time) => `No picture since ${time}`,
  frozenSince: (time) => `Picture frozen since ${time}`,
  blackSince: (time) => `Black picture since ${time}`,
  noPictureYet: 'No picture yet',
  stopped: 'Stopped while out of sight',
  unsupported: 'This browser cannot play video',
  withdrawn: {
    session: 'Signed out',
    right: 'Not yours to see',
  },
  live: (seconds) => `Live ${seconds} s`,
  open: (name) => `Select camera ${name}`,
  controls: 'Picture controls',
  smaller: 'Zoom out',
  larger: 'Zoom in',
  digital: (scale) => `Digital ${scale}×`,
  full: 'Full',
  fullScreen: 'Full screen, and back',
  snap: 'Snap',
  snapshot: 'Keep a snapshot in the incident',
  snapshotEmpty: 'There is no picture to keep',
  snapshotAltered: 'It changed on its way: take it again',
  snapshotKept: (sha256) => `Kept in the incident · SHA-256 ${sha256}…`,
  snapshotNote: ({ camera, at, photoId, sha256 }) =>
    `Snapshot: ${camera}, picture of ${at}, photograph ${photoId}, SHA-256 ${sha256}`,
  trouble: {
    'ffmpeg-missing': 'The server has no ffmpeg',
    'address-not-allowed': "The camera's address is not allowed",
    'wrong-address': "The camera's address is wrong",
    'no-media-gateway': 'A media gateway is needed',
    'media-server-away': 'The media server does not answer',
    'key-refused': 'The key or password is refused',
    'stream-unknown': 'The media server does not have this camera',
    redirected: 'Refused: the camera leads to another address',
    'vehicle-offline': 'The terminal of this vehicle is not connected',
    'terminal-refused': 'The terminal of this vehicle refuses to send',
    'codec-unsupported': 'Browsers cannot play how it encodes',
    'too-many-streams': 'Too many vehicle cameras are watched at once',
  },
};

/** Words on a video tile. */
export const videoText = { zh, en };
