const zh = {
  title: '视频通话',
  call: '视频通话',
  ringing: '正在呼叫…',
  ringsIn: (from: string) => `${from} 请求视频通话`,
  accept: '接听',
  decline: '拒绝',
  hangUp: '挂断',
  close: '知道了',
  mute: '静音',
  unmute: '取消静音',
  flip: '切换镜头',
  theirs: '对方画面',
  yours: '本方画面',
  connecting: '正在建立连接…',
  lost: '连接中断：两台设备须在同一网络',
  over: {
    declined: '对方拒绝了通话',
    'hung-up': '通话已结束',
    'no-answer': '无人接听',
    'connection-lost': '对方掉线，通话已结束',
  } as Record<string, string>,
  hindrances: {
    'no-camera': '本机没有摄像头：对方看不到您，您仍可看到对方',
    'not-allowed': '浏览器未获准使用摄像头和麦克风：请在地址栏旁允许后重拨',
    insecure: '当前连接不安全（非 HTTPS），浏览器不提供摄像头：对方看不到您',
  } as Record<string, string>,
};

const en: typeof zh = {
  title: 'Video call',
  call: 'Video call',
  ringing: 'Ringing…',
  ringsIn: (from) => `${from} asks for a video call`,
  accept: 'Accept',
  decline: 'Decline',
  hangUp: 'Hang up',
  close: 'Close',
  mute: 'Mute',
  unmute: 'Unmute',
  flip: 'Other camera',
  theirs: 'Picture of the other side',
  yours: 'Your own picture',
  connecting: 'Connecting…',
  lost: 'The connection broke: both devices have to be on one network',
  over: {
    declined: 'The other side declined',
    'hung-up': 'The call is over',
    'no-answer': 'Nobody answered',
    'connection-lost': 'The other side lost its connection, the call is over',
  },
  hindrances: {
    'no-camera': 'This device has no camera: you see the other side, and are not seen',
    'not-allowed':
      'The browser may not use camera and microphone: allow it beside the address, then call again',
    insecure:
      'This connection is not secure (no HTTPS), so the browser gives no camera: you are not seen',
  },
};

/** Words of a call between desk and crew. */
export const callText = { zh, en };
