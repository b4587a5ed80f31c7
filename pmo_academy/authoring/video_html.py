"""A video with its captions, and everything it says and shows as a text to read."""

from html import escape

from pmo_academy.authoring.rules.captions import Cue, read_captions
from pmo_academy.core.markdown import to_inline_html
from pmo_academy.learning.publishing import MediumContent
from pmo_academy.learning.queries import media_address


def video_html(
    video: MediumContent, captions: MediumContent, *, code: str, words: str, caption: str
) -> str:
    """Return the video, never playing by itself, with captions on and its transcript below."""
    address, track = (
        escape(media_address(code, one.name, digest=one.digest)) for one in (video, captions)
    )
    cues = read_captions(captions.content)
    title = f"<figcaption>{to_inline_html(caption)}</figcaption>" if caption else ""
    spoken = "".join(f"<li>{_moment(cue)} {escape(cue.text)}</li>" for cue in cues)
    return (
        f'<figure class="figure figure--video"><video class="video" controls preload="metadata" '
        f'playsinline data-behaviour="media-place" aria-label="{escape(words)}" src="{address}">'
        f'<track kind="captions" src="{track}" srclang="en" label="English" default>'
        f'<a href="{address}">Watch the video</a></video>{title}</figure>\n'
        '<details class="details details--text"><summary class="details__summary">'
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="/static/icons.svg#chevron-right"></use></svg><span>Transcript</span></summary>'
        f'<div class="details__body"><p>{escape(words)}</p><ul class="transcript" role="list">'
        f"{spoken}</ul></div></details>\n"
    )


def _moment(cue: Cue) -> str:
    minutes, seconds = divmod(int(cue.begins), 60)
    return f'<span class="transcript__time">{minutes}:{seconds:02}</span>'
