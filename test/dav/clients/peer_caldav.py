"""What Debian's python3-caldav makes of a server: one line of JSON a step. Arguments: URL, user, password."""

import json
import sys
from datetime import datetime, timezone

import caldav

url, user, password = sys.argv[1:]


def say(step, value):
    print(json.dumps({"step": step, "value": value}, ensure_ascii=False))


def summaries(objects):
    return sorted(str(each.vobject_instance.vevent.summary.value) for each in objects)


def event(uid, start, end, summary, more=""):
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//peer//FR\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:{start}\r\nDTEND:{end}\r\n"
        f"SUMMARY:{summary}\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


client = caldav.DAVClient(url=url, username=user, password=password)
principal = client.principal()
calendar = next(each for each in principal.calendars() if each.url.path.rstrip("/").endswith("equipe"))
say("found", calendar.url.path.rstrip("/").split("/")[-1])

weekly = calendar.save_event(event("peer-1", "20261124T080000Z", "20261124T090000Z", "Réunion", "RRULE:FREQ=WEEKLY\r\n"))
once = calendar.save_event(event("peer-2", "20261126T130000Z", "20261126T140000Z", "Vœux"))
say("saved", summaries(calendar.events()))

known = calendar.objects_by_sync_token()
week = (datetime(2026, 12, 1, tzinfo=timezone.utc), datetime(2026, 12, 9, tzinfo=timezone.utc))
found = calendar.date_search(start=week[0], end=week[1], expand=True)
starts = [part.dtstart.value.strftime("%Y%m%dT%H%M") for each in found for part in each.vobject_instance.vevent_list]
say("expanded", sorted(starts))
say("by uid", str(calendar.event_by_uid("peer-2").vobject_instance.vevent.summary.value))

once.vobject_instance.vevent.summary.value = "Vœux du maire"
once.save()
weekly.delete()
changed = calendar.objects_by_sync_token(known.sync_token)
say("changed", sorted(each.url.path.split("/")[-1] for each in changed))
say("left", summaries(calendar.events()))

busy = calendar.freebusy_request(datetime(2026, 11, 26, tzinfo=timezone.utc), datetime(2026, 11, 27, tzinfo=timezone.utc))
say("busy", [line.strip() for line in str(busy.data or "").splitlines() if line.startswith("FREEBUSY")])
once.delete()
say("emptied", summaries(calendar.events()))
