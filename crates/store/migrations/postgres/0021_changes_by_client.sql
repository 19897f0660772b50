-- Nothing asks for changes of standing by their time; they are read with their client. On a million clients this index took
-- most of the time in which standings are written.
DROP INDEX standing_changes_by_time;
