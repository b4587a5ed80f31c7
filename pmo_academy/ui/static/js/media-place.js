// data-behaviour="media-place" on a video: goes on where this browser left it, and forgets the place at the end.

const EVERY = 5;

export default function mediaPlace(video) {
  const key = `place:${video.currentSrc || video.src}`;
  let kept = 0;

  const keep = () => {
    kept = video.currentTime;
    try {
      if (video.ended || kept < EVERY) localStorage.removeItem(key);
      else localStorage.setItem(key, kept.toFixed(1));
    } catch {
      // Nothing can be kept here; the video plays all the same.
    }
  };
  const goOn = () => {
    try {
      const place = Number(localStorage.getItem(key));
      if (place > 0 && place < video.duration - 1) video.currentTime = place;
    } catch {
      // As above.
    }
  };

  if (video.readyState >= HTMLMediaElement.HAVE_METADATA) goOn();
  else video.addEventListener("loadedmetadata", goOn, { once: true });
  video.addEventListener("timeupdate", () => Math.abs(video.currentTime - kept) >= EVERY && keep());
  ["pause", "ended"].forEach((name) => video.addEventListener(name, keep));
}
