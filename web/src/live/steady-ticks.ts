/** A thread that does nothing but say four times a second that time goes on. */
setInterval(() => postMessage(null), 250);
