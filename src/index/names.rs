//! The companies that a query asks for, looked up: a company is filed under several names, and some of them are newer
//! than the index.

use super::query::{Field, Key, Node, Query, name_term, phrase};

impl Query {
    /// The query with each company that it asks for by a name replaced by what `known` says of that name, which is
    /// in small letters.
    #[must_use]
    pub fn with_companies(&self, known: &dyn Fn(&str) -> Names) -> Self {
        let mut query = self.clone();
        query.root = named(&self.root, known);
        query
    }
}

/// What is known of a name by which a query asks for a company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// No company bears it.
    pub silent: bool,
    /// Other names under which the company is filed.
    pub filed: Vec<String>,
    /// Names of it that the index does not know of, to be found in the text.
    pub written: Vec<String>,
}

/// A demand with its companies looked up.
fn named(node: &Node, known: &dyn Fn(&str) -> Names) -> Node {
    let all = |nodes: &[Node]| nodes.iter().map(|node| named(node, known)).collect();
    match node {
        Node::And(nodes) => Node::And(all(nodes)),
        Node::Or(nodes) => Node::Or(all(nodes)),
        Node::Not(inner) => Node::Not(Box::new(named(inner, known))),
        Node::Name {
            key: Key::Company,
            name,
            whole,
        } => {
            let names = known(name);
            if names.silent {
                return Node::Not(Box::new(Node::Any));
            }
            let mut ways = vec![node.clone()];
            for name in &names.filed {
                ways.push(Node::Name {
                    key: Key::Company,
                    name: name_term(name),
                    whole: *whole,
                });
            }
            for name in &names.written {
                ways.extend(phrase(Field::All, name, true).map(Node::Words));
            }
            if ways.len() == 1 {
                node.clone()
            } else {
                Node::Or(ways)
            }
        }
        _ => node.clone(),
    }
}
