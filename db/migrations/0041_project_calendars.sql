-- A project has a calendar: its meetings and its dated steps, for its team alone. Its members are those of the project.
alter table calendars
  add constraint calendars_of_projects foreign key (project_id) references projects on delete cascade;

insert into calendars (kind, slug, name, project_id)
select 'project', 'projet-' || id, left(title, 120), id from projects
where not exists (select from calendars where calendars.project_id = projects.id);

-- Page where an event is changed, when another part of the product keeps it in the calendar; null: it is changed where it is.
alter table calendar_objects
  add column source_path text check (source_path ~ '^/[^/]' and length(source_path) <= 300);
