"""How the product looks: layouts, components, charts, styles and scripts.

Layouts (`layouts/...`) and their blocks

    page.html    title ("Task | Section"), header, content, aside, errors, messages, scripts
    plain.html   title, width, header, content, errors, messages, scripts   (no navigation)
    print.html   title, back, header, content, footer                       (for paper)

A WTForms form passed as `form` puts "Error:" in the title and the error summary on top by itself.
`header` holds `page_header(...)`; with `call` its body are the actions, the primary one first.

Components: `{% from "ui/<file>.html" import <macro> %}`; macros marked * are used with `call`

    badge          badge(text, tone="neutral", icon_name="")
    button         button(label, variant="primary", name="", value="", icon_name="", small=False,
                   type="submit", hint="", attrs={}); link_button(label, href, ...)
    card           *card(title="", href="", eyebrow="", tone="", level=2)
    choices        select_field, radios_field, checkboxes_field, checkbox_field, choice
    chart          *chart(svg, takeaway, legend=[], note="") (see pmo_academy.ui.charts);
                   heat_table(caption, columns, rows, note="")
    details        *details(summary, open=False, id=""); *why(summary="")
    dialog         *dialog(id, title); dialog_link(label, href, dialog_id, ...); dialog_close(label)
    empty          empty(title, text, action_label="", action_href="", icon_name="", level=2)
    error_summary  error_summary([(id, message)]); form_errors(form)
    field          field(form.name, help="", width="", attrs={})   (any WTForms field)
    flash          flash(message, tone="neutral"); flashes()
    form           *post_form(action, once=True, wide=False, files=False, id="", attrs={});
                   *get_form(action); *autosave_form(action, save_url, seen=""); hidden_fields(once)
    icon           icon(name, size="")
    input          input_field(name, label, type="text", value="", ...); textarea_field; file_field
    level_badge    level_badge(rung, size="", target=None, name=""); level_name(rung);
                   level_words(level)
    notice         notice(text, title="", tone="neutral", icon_name="info"); privacy(text, more="")
    options        radio_options, checkbox_options, ordering_options, matching_options (questions)
    page_header    page_header(title, back_href="", back_label="", eyebrow="", lead="")   (or *)
    pagination     pagination(first, last, total, previous_href="", next_href="", label="")
    progress       progress(value, total, label, text="", id="")
    save_state     save_state(text="")
    stat           *stats(); stat(value, label, note="", href="")
    state          state(kind, text="")
    steps          steps(labels, current, label=""); timeline(entries)
    summary_list   summary_list([{key, value, href, action, hidden}])
    table          data_table(caption, head, rows, numeric=[], note="", empty="");
                   *table_region(caption)
    tabs           tabs([{label, href, is_current}], label)
    task_list      task_list([{title, href, state, state_text, note}], label="")

Each file's first line says what the parameters may be. Every component stands in `/ui` in every
state.

Arranging: `stack`, `stack-s`, `stack-l` (one below the other), `cluster` (in a row, wraps),
`grid` (cards), `columns` (content and aside), `columns columns--even` (two halves), `prose`
(reading text), `measure` (lines of readable length), `actions` (the buttons that end a form).

Behaviours: `data-behaviour="..."` on an element: autosave, dialog, dismiss, focus-error, menu,
requests, shortcuts, show-password, submit-once. The macros and layouts set them; pages work without
scripts. `shortcuts` goes around links that carry `data-shortcut="n"`. A button may say what goes on
while it is sent: `attrs={"data-busy": _("Signing in…")}`.

Autosave: `autosave_form` posts to `save_url` the fields of the question that changed, with
`csrf_token`, `seen` (the state last received) and `changed` (each field's name, also when nothing
is ticked any more); when the page goes away, of several questions at once. The answer after the
commit is JSON: `{"saved_at", "message", "seen"}`; 409 with `{"message"}` when `seen` is old and the
values differ (the same values again are a success); 401 or 400 while nobody is signed in; 422 with
`{"message"}` for a value that cannot be kept. Put `save_state()` beside the form's buttons.

htmx: a response of 200 or 422 is swapped in, anything else becomes a message with "Try again".
After a swap that took the focused element away, the first heading (or `data-focus`) gets the focus.
Wrap what people wrote in an element with `hx-ignore`.
"""
