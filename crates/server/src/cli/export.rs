//! `touchstone export`: everything an organization has put in, as open formats.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use domain::access::{Actor, Permission};
use domain::clients::Client;
use serde_json::{Value, json};
use store::OrgStore;
use store::design::Design;
use store::signals::{AnswerValue, ResponseDetail, TouchDetail};

use super::{Context, Failure};
use crate::Problem;
use crate::insight::cli::pick_organization;
use crate::view::harmless;

/// Records that are read at once.
const PAGE: usize = 2_000;

/// Write clients, touchpoints, questions, touches and responses as CSV or JSON lines
#[derive(Args)]
pub struct Export {
    /// Folder to write one file for each table to; without it, --only goes to standard output
    #[arg(long, value_name = "FOLDER", required_unless_present = "only")]
    to: Option<PathBuf>,
    /// Only this table
    #[arg(long)]
    only: Option<Table>,
    #[arg(long, default_value = "csv")]
    format: Format,
    /// Name or identifier of the organization, when there are several
    #[arg(long, value_name = "NAME")]
    organization: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Table {
    Clients,
    Touchpoints,
    Questions,
    Touches,
    Responses,
}

impl Table {
    const ALL: [Self; 5] = [
        Self::Clients,
        Self::Touchpoints,
        Self::Questions,
        Self::Touches,
        Self::Responses,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Touchpoints => "touchpoints",
            Self::Questions => "questions",
            Self::Touches => "touches",
            Self::Responses => "responses",
        }
    }
}

/// JSON lines of touches and responses are what POST /v1/touches and /v1/responses take. In CSV, words that a spreadsheet
/// would run as a formula have an apostrophe in front.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Jsonl,
}

impl Export {
    pub async fn run(self, context: Context) -> Result<(), Failure> {
        let app = context.open().await?;
        let organization = pick_organization(&app, self.organization.as_deref()).await?;
        let actor = Actor::system(organization.id);
        let grant = actor
            .require(Permission::ReadClients)
            .map_err(Problem::from)?;
        let source = Source::read(app.store().org(&grant)).await?;
        let tables = self
            .only
            .map_or_else(|| Table::ALL.to_vec(), |table| vec![table]);
        let Some(folder) = &self.to else {
            let mut out = BufWriter::new(io::stdout().lock());
            for table in tables {
                source.write(table, self.format, &mut out).await?;
            }
            return Ok(out.flush()?);
        };
        fs::create_dir_all(folder)?;
        for table in tables {
            let ending = if self.format == Format::Csv {
                "csv"
            } else {
                "jsonl"
            };
            let path = folder.join(format!("{}.{ending}", table.name()));
            let file = File::create_new(&path).map_err(|error| {
                Failure::new(format!("{} cannot be written: {error}.", path.display()))
                    .advise("Nothing is overwritten: name a new folder.")
            })?;
            let mut out = BufWriter::new(file);
            let rows = source.write(table, self.format, &mut out).await?;
            out.flush()?;
            writeln!(
                io::stderr(),
                "{rows:>9} {} → {}",
                table.name(),
                path.display()
            )?;
        }
        Ok(())
    }
}

/// What rows refer to by number, and the way to the rows.
struct Source {
    org: OrgStore,
    design: Design,
    clients: HashMap<i64, Client>,
    /// All names of attributes, for the columns of CSV.
    attributes: BTreeSet<String>,
}

/// A row as JSON, and the same in columns. One response is one object, and a CSV row for each answer.
struct Row {
    object: Value,
    cells: Vec<Vec<String>>,
}

impl Source {
    async fn read(org: OrgStore) -> Result<Self, Failure> {
        let design = org.design().await?;
        let (mut clients, mut attributes, mut after) = (HashMap::new(), BTreeSet::new(), None);
        loop {
            let page = org.clients(after.as_deref(), 1000).await?;
            for client in page.items {
                attributes.extend(client.attributes.keys().cloned());
                clients.insert(client.no, client);
            }
            after = page.next;
            if after.is_none() {
                return Ok(Self {
                    org,
                    design,
                    clients,
                    attributes,
                });
            }
        }
    }

    async fn write(
        &self,
        table: Table,
        format: Format,
        out: &mut impl Write,
    ) -> Result<u64, Failure> {
        let mut writer = RowWriter {
            format,
            out,
            rows: 0,
        };
        writer.head(&self.columns(table))?;
        match table {
            Table::Clients => {
                let mut all: Vec<&Client> = self.clients.values().collect();
                all.sort_by_key(|client| client.no);
                for client in all {
                    writer.row(self.client_row(client))?;
                }
            }
            Table::Touchpoints | Table::Questions => {
                for row in self.design_rows(table) {
                    writer.row(row)?;
                }
            }
            Table::Touches => {
                let mut after = 0;
                loop {
                    let page = self.org.touches_after(after, PAGE).await?;
                    let Some(last) = page.last() else { break };
                    after = last.seq;
                    page.iter()
                        .try_for_each(|touch| writer.row(self.touch_row(touch)))?;
                }
            }
            Table::Responses => {
                let mut after = 0;
                loop {
                    let page = self.org.responses_after(after, PAGE).await?;
                    let Some(last) = page.last() else { break };
                    after = last.seq;
                    page.iter()
                        .try_for_each(|response| writer.row(self.response_row(response)))?;
                }
            }
        }
        Ok(writer.rows)
    }

    fn columns(&self, table: Table) -> Vec<String> {
        let fixed: &[&str] = match table {
            Table::Clients => &["key", "name", "created_at"],
            Table::Touchpoints => &["key", "label", "kind", "existence", "stage", "channel"],
            Table::Questions => &[
                "key",
                "label",
                "kind",
                "scale",
                "touchpoint",
                "aspect",
                "primary",
            ],
            Table::Touches => &[
                "external_id",
                "source",
                "client",
                "touchpoint",
                "channel",
                "occurred_at",
                "direction",
                "planned",
                "note",
                "perception",
                "emotion",
            ],
            Table::Responses => &[
                "external_id",
                "source",
                "client",
                "occurred_at",
                "channel",
                "weight",
                "question",
                "score",
                "scale",
                "text",
                "codes",
            ],
        };
        let fixed = fixed.iter().map(|name| (*name).to_owned());
        let more = self
            .attributes
            .iter()
            .map(|name| format!("attribute.{name}"));
        fixed
            .chain(more.filter(|_| table == Table::Clients))
            .collect()
    }

    fn client_row(&self, client: &Client) -> Row {
        let mut cells = vec![
            client.key.clone(),
            client.name.clone().unwrap_or_default(),
            client.created_at.to_string(),
        ];
        cells.extend(
            self.attributes
                .iter()
                .map(|name| client.attributes.get(name).cloned().unwrap_or_default()),
        );
        let mut object = self.client_object(client.no);
        object["created_at"] = json!(client.created_at);
        Row {
            object,
            cells: vec![cells],
        }
    }

    fn client_object(&self, no: i64) -> Value {
        let Some(client) = self.clients.get(&no) else {
            return Value::Null;
        };
        json!({ "key": client.key, "name": client.name, "attributes": client.attributes })
    }

    fn client_key(&self, no: i64) -> String {
        self.clients
            .get(&no)
            .map(|client| client.key.clone())
            .unwrap_or_default()
    }

    fn channel_key(&self, no: i32) -> Option<String> {
        self.design
            .channels
            .iter()
            .find(|channel| channel.no == no)
            .map(|channel| channel.key.clone())
    }

    fn design_rows(&self, table: Table) -> Vec<Row> {
        let objects: Vec<Value> = match table {
            Table::Touchpoints => self
                .design
                .touchpoints
                .iter()
                .map(|it| {
                    json!({
                        "key": it.key, "label": it.label, "kind": it.kind.as_str(), "existence": it.existence.as_str(),
                        "stage": it.stage.and_then(|id| self.design.stage(id)).map(|stage| &stage.key),
                        "channel": it.channel.and_then(|id| self.design.channel(id)).map(|channel| &channel.key),
                    })
                })
                .collect(),
            _ => self
                .design
                .questions
                .iter()
                .map(|it| {
                    json!({
                        "key": it.key, "label": it.label, "kind": it.kind.name(), "scale": it.scale,
                        "touchpoint": it.touchpoint.and_then(|id| self.design.touchpoint(id)).map(|place| &place.key),
                        "aspect": it.aspect, "primary": it.primary,
                    })
                })
                .collect(),
        };
        let columns = self.columns(table);
        let cells = |object: &Value| columns.iter().map(|name| plain(&object[name])).collect();
        objects
            .into_iter()
            .map(|object| Row {
                cells: vec![cells(&object)],
                object,
            })
            .collect()
    }

    fn touch_row(&self, it: &TouchDetail) -> Row {
        let touchpoint = self
            .design
            .touchpoints
            .iter()
            .find(|place| place.no == it.touchpoint)
            .map(|place| &place.key);
        let mut object = json!({
            "external_id": it.external_id, "source": it.source, "client": self.client_key(it.client),
            "touchpoint": touchpoint, "channel": self.channel_key(it.channel), "occurred_at": it.occurred_at,
            "direction": it.direction, "planned": it.planned, "note": it.note, "perception": it.perception,
            "emotion": it.emotion,
        });
        let cells = self
            .columns(Table::Touches)
            .iter()
            .map(|name| plain(&object[name]))
            .collect();
        object["client"] = self.client_object(it.client);
        Row {
            object,
            cells: vec![cells],
        }
    }

    fn response_row(&self, it: &ResponseDetail) -> Row {
        let answers: Vec<Value> = it
            .answers
            .iter()
            .map(|answer| self.answer(answer.question, &answer.value))
            .collect();
        let head = json!({
            "external_id": it.external_id, "source": it.source, "client": self.client_key(it.client),
            "occurred_at": it.occurred_at, "channel": self.channel_key(it.channel), "weight": it.weight,
        });
        let columns = self.columns(Table::Responses);
        let cells_of = |answer: &Value| {
            let cell = |name: &String| plain(head.get(name).unwrap_or_else(|| &answer[name]));
            columns.iter().map(cell).collect()
        };
        // A response without answers is a response: it was sent back empty.
        let empty = [json!({})];
        let cells = if answers.is_empty() {
            &empty[..]
        } else {
            &answers[..]
        }
        .iter()
        .map(cells_of)
        .collect();
        let mut object = head;
        object["client"] = self.client_object(it.client);
        object["answers"] = Value::Array(answers);
        Row { object, cells }
    }

    fn answer(&self, question: i32, value: &AnswerValue) -> Value {
        let key = self
            .design
            .questions
            .iter()
            .find(|it| it.no == question)
            .map(|it| &it.key);
        match value {
            AnswerValue::Score(score, scale) => {
                json!({ "question": key, "score": score, "scale": scale.map(|scale| scale.to_string()) })
            }
            AnswerValue::Text(text) => json!({ "question": key, "text": text }),
            AnswerValue::Codes(codes) => json!({ "question": key, "codes": codes }),
        }
    }
}

/// A value in one cell of a table.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}

struct RowWriter<'a, W> {
    format: Format,
    out: &'a mut W,
    rows: u64,
}

impl<W: Write> RowWriter<'_, W> {
    fn head(&mut self, columns: &[String]) -> Result<(), Failure> {
        if self.format == Format::Csv {
            self.record(columns)
        } else {
            Ok(())
        }
    }

    fn row(&mut self, row: Row) -> Result<(), Failure> {
        self.rows += 1;
        if self.format == Format::Jsonl {
            return Ok(writeln!(self.out, "{}", row.object)?);
        }
        row.cells.iter().try_for_each(|cells| self.record(cells))
    }

    fn record(&mut self, cells: &[String]) -> Result<(), Failure> {
        let mut writer = csv::Writer::from_writer(&mut *self.out);
        writer
            .write_record(cells.iter().map(|cell| harmless(cell).into_owned()))
            .map_err(|error| Failure::new(error.to_string()))?;
        Ok(writer.flush()?)
    }
}
