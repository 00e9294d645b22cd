//! Business processes.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::query::Query;
use super::{Crm, CrmError, body_of};
use crate::client::platform::Platform;
use crate::domain::record::Process;
use crate::ids::crm::{CaseId, RecordId};
use crate::wire::creatio::{ProcessInModules, RunProcess, SysModule, SysModuleEntity, VwProcessLib};

/// The parameter by which the chat's processes know the record. Rows name it by an id only.
const RECORD_PARAMETER: &str = "ChatId";
/// The parameter by which a consultation knows the case.
const CASE_PARAMETER: &str = "CaseId";
/// The most processes that a record offers.
const MOST: u32 = 100;

impl<P: Platform> Crm<P> {
    /// The processes that a chat's record offers, in their order; asked once.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn processes(&self) -> Result<Rc<Vec<Process>>, CrmError> {
        let known = self.0.known.borrow().processes.clone();
        if let Some(processes) = known {
            return Ok(processes);
        }
        let processes = Rc::new(self.read_processes().await?);
        self.0.known.borrow_mut().processes = Some(Rc::clone(&processes));
        Ok(processes)
    }

    /// Runs a process to its end; the results that were wanted, as text.
    ///
    /// # Errors
    /// [`CrmError::Refused`] with the process's words if it broke off; else see [`CrmError`].
    pub async fn run_process(&self, run: RunProcess) -> Result<BTreeMap<String, String>, CrmError> {
        let path = "/ServiceModel/ProcessEngineService.svc/RunProcess";
        let mut answer = self.call_raw(path, body_of(&run)?).await?;
        let results = answer.get_mut("resultParameterValues").map(Value::take);
        let Some(Value::Object(results)) = results else { return Ok(BTreeMap::new()) };
        let text = |value: Value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Ok(results.into_iter().map(|(name, value)| (name, text(value))).collect())
    }

    /// Runs a process for a chat's record.
    ///
    /// # Errors
    /// As [`Crm::run_process`].
    pub async fn run_for_record(&self, code: &str, record: RecordId) -> Result<(), CrmError> {
        self.run_process(RunProcess::new(code).give(RECORD_PARAMETER, record)).await.map(drop)
    }

    /// Links a chat with a case that is registered already.
    ///
    /// # Errors
    /// As [`Crm::run_process`].
    pub async fn consult_on(&self, record: RecordId, case: CaseId) -> Result<(), CrmError> {
        let code = self.settings().consultation_process.clone();
        let run = RunProcess::new(&code).give(RECORD_PARAMETER, record).give(CASE_PARAMETER, case);
        self.run_process(run).await.map(drop)
    }

    async fn read_processes(&self) -> Result<Vec<Process>, CrmError> {
        let schema = self.record_schema().await?;
        let of_object =
            ProcessInModules::MODULE.via(SysModule::ENTITY).to(SysModuleEntity::SCHEMA).eq(schema);
        let offered =
            Query::<ProcessInModules>::new().filter(of_object).by(ProcessInModules::POSITION).top(MOST);
        let offered = self.list(offered).await?.rows;
        // A process without a parameter for the record is the section's, not the record's.
        let uids: Vec<_> =
            offered.into_iter().filter(|row| row.parameter.is_some()).filter_map(|row| row.schema).collect();
        let Some(those) = VwProcessLib::PARENT.one_of(uids.iter().copied()) else { return Ok(Vec::new()) };
        let active = those.and(VwProcessLib::IS_ACTIVE.eq(true)).and(VwProcessLib::ENABLED.eq(true));
        let mut library = self.list(Query::<VwProcessLib>::new().filter(active).top(MOST)).await?.rows;
        library.sort_by_key(|row| uids.iter().position(|uid| row.parent == Some(*uid)));
        Ok(library.into_iter().map(|row| Process { code: row.name, title: row.caption }).collect())
    }
}
